package io.rollcall.server.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The arguments of commands about one token: its organization, and which of its tokens is meant. */
final class TokenArguments extends OrganizationArgument {
    @Parameters(
            index = "1",
            paramLabel = "ID",
            converter = Converter.class,
            description = "The token's id, a number that 'rollcall token list SLUG' shows.")
    private Long id;

    /** As the person typed it; there may be no such token. */
    long id() {
        return id;
    }

    static final class Converter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException noNumber) {
                throw new TypeConversionException(
                        "'" + text + "' is no token's id. 'rollcall token list SLUG' shows the ids.");
            }
        }
    }
}
