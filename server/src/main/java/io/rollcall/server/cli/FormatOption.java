package io.rollcall.server.cli;

import io.rollcall.server.transfer.Format;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option of commands that read or write users: how they stand in the file. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "jsonl|csv",
            converter = Converter.class,
            description =
                    "JSON Lines, with all of a user, or CSV, with the usual attributes. By default as the file's name"
                            + " ends, or else JSON Lines.")
    private Format format;

    /** @param file its name; empty where it has none */
    Format of(Optional<String> file) {
        if (format != null) {
            return format;
        }
        boolean csv = file.filter(name -> name.toLowerCase(Locale.ROOT).endsWith(".csv"))
                .isPresent();
        return csv ? Format.CSV : Format.JSONL;
    }

    static final class Converter implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            try {
                return Format.valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException unknown) {
                throw new TypeConversionException("'" + text + "' is no format. Use jsonl or csv.");
            }
        }
    }
}
