package io.rollcall.server.importexport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file to import. It is read up to three times: to check it, to write its users, and to set managers who came later.
 *
 * @param name for messages
 * @param encoding of a file without a byte order mark; UTF-8 if empty
 * @param separator of a table's cells; found in its headings if empty
 */
public record ImportFile(
        String name, Format format, Optional<Encoding> encoding, Optional<Separator> separator, Content content) {

    /** Returns a file that holds a text in UTF-8. */
    public static ImportFile of(Format format, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ImportFile(
                "text", format, Optional.empty(), Optional.empty(), () -> new ByteArrayInputStream(bytes));
    }

    /** The bytes of a file. */
    @FunctionalInterface
    public interface Content {
        /** Opens the file at its beginning. */
        InputStream open() throws IOException;
    }

    /** Separators of the cells of a row. */
    public enum Separator {
        COMMA(','),
        SEMICOLON(';'),
        TAB('\t');

        private final char sign;

        Separator(char sign) {
            this.sign = sign;
        }

        /** Returns the name that the command line uses. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        char sign() {
            return sign;
        }

        static Optional<Separator> of(int character) {
            return Stream.of(values()).filter(one -> one.sign == character).findFirst();
        }
    }

    /** Character encodings that an imported file may have. A byte order mark in the file takes precedence. */
    public enum Encoding {
        UTF_8,
        /** Little-endian without a byte order mark, as Windows writes it, unless the first byte is 0. */
        UTF_16,
        WINDOWS_1252;

        /** Returns the name that the command line uses. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        Charset charset(byte[] start) {
            return switch (this) {
                case UTF_8 -> StandardCharsets.UTF_8;
                case UTF_16 ->
                    start.length > 1 && start[0] == 0 && start[1] != 0
                            ? StandardCharsets.UTF_16BE
                            : StandardCharsets.UTF_16LE;
                case WINDOWS_1252 -> Charset.forName("windows-1252");
            };
        }
    }
}
