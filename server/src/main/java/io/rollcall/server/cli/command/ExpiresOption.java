package io.rollcall.server.cli.command;

import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Refusal;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Option {@code --expires}: the lifetime of a new token or admin key. */
public final class ExpiresOption {
    private static final String NEVER = "never";

    @Option(
            names = "--expires",
            paramLabel = "DAYS",
            converter = Converter.class,
            description =
                    "Days until it expires, or 'never'. By default a year; for a rotation, the old one's lifetime."
                            + " Limited by the settings tokens.max-days and admin-keys.max-days.")
    private Lifetime lifetime;

    /** Returns the lifetime, or empty for the default one. */
    public Optional<Lifetime> lifetime() {
        return Optional.ofNullable(lifetime);
    }

    static final class Converter implements ITypeConverter<Lifetime> {
        @Override
        public Lifetime convert(String text) {
            try {
                return text.equals(NEVER) ? Lifetime.unlimited() : Lifetime.ofDays(Integer.parseInt(text));
            } catch (NumberFormatException | Refusal wrong) {
                throw new TypeConversionException(
                        "'" + text + "' is neither 'never' nor a number of days from 1 to " + Lifetime.MAX_DAYS + ".");
            }
        }
    }
}
