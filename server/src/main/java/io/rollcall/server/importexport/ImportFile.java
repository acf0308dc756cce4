package io.rollcall.server.importexport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file to import. It is read up to three times: to check it, to write its users, and to set managers who came later.
 *
 * @param name for messages
 * @param encoding of a file without a byte order mark; UTF-8 if empty
 * @param separator of a table's cells; found in its headings if empty
 */
public record ImportFile(
        String name, Format format, Optional<FileEncoding> encoding, Optional<Separator> separator, Content content) {

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
}
