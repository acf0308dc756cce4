package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.importexport.Format.Lines;
import io.rollcall.server.importexport.Format.RawLine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Files to import that tests make of bytes, and what is read of them. */
final class ImportFiles {
    static final ImportConfig CONFIG = new ImportConfig(1_024, "jotform_user_role");

    private ImportFiles() {}

    /** Returns bytes after a byte order mark. */
    static byte[] marked(int[] mark, String text, Charset charset, int... tail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int part : mark) {
            bytes.write(part);
        }
        bytes.writeBytes(text.getBytes(charset));
        for (int part : tail) {
            bytes.write(part);
        }
        return bytes.toByteArray();
    }

    static ImportFile csv(byte[] bytes) {
        return file(Format.CSV, bytes, Optional.empty());
    }

    static ImportFile file(Format format, byte[] bytes, Optional<ImportFile.Encoding> encoding) {
        return new ImportFile("people.csv", format, encoding, Optional.empty(), () -> new ByteArrayInputStream(bytes));
    }

    /** Returns the users of a file, each as one who is new. */
    static List<ObjectNode> users(ImportFile file) {
        return lines(file).stream()
                .map(line -> line.content().over(JsonNodeFactory.instance.objectNode()))
                .toList();
    }

    static List<ImportedLine> lines(ImportFile file) {
        List<ImportedLine> all = new ArrayList<>();
        try (Lines lines = Format.open(file, CONFIG)) {
            Optional<RawLine> next = lines.next();
            while (next.isPresent()) {
                all.add(next.get().parse());
                next = lines.next();
            }
            return all;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (WrongLine wrong) {
            throw new AssertionError(wrong.problem().toString(), wrong);
        }
    }
}
