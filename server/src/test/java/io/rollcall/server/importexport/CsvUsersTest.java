package io.rollcall.server.importexport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.importexport.CsvScanner.Row;
import io.rollcall.server.importexport.Format.LineWriter;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class CsvUsersTest {
    private static String table(ObjectNode document) throws IOException {
        StringWriter table = new StringWriter();
        LineWriter writer = CsvUsers.writer(table, ImportFiles.CONFIG.columns());
        writer.write(new ExportedUser(user(document.toString()), Optional.empty()));
        return table.toString();
    }

    private static User user(String document) {
        return new User(UserId.next(Clock.systemUTC()), 1, "u", Instant.EPOCH, Instant.EPOCH, document);
    }

    private static ImportFile file(byte[] bytes) {
        return new ImportFile(
                "table", Format.CSV, Optional.empty(), Optional.empty(), () -> new ByteArrayInputStream(bytes));
    }

    private static ObjectNode document(String title, String nickName) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("userName", "u" + TextScanner.strip(title))
                .put("title", title)
                .put("nickName", nickName);
    }

    @Property
    void importsExactlyWhatWasExported(
            @ForAll
                    @Chars({
                        '\uff0b', '\uff20', '\'', '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', ';', ' ', '\\', '#',
                        '\ufeff', '\u00a0', '\u001a'
                    })
                    @StringLength(min = 1, max = 8)
                    String title,
            @ForAll @StringLength(min = 1, max = 20) String nickName)
            throws IOException {
        // NUL, and half a surrogate pair, are no text that a file could hold.
        String name = nickName.replace("\u0000", "x").replaceAll("\\p{Cs}", "x");
        ObjectNode read = ImportFiles.users(ImportFile.of(Format.CSV, table(document(title, name))))
                .get(0);
        assertThat(read.path("title").asText()).isEqualTo(title);
        assertThat(read.path("nickName").asText()).isEqualTo(name);
    }

    @Property
    void changesNothingThatASpreadsheetOnlySaved(
            @ForAll
                    @Chars({'\'', '=', '-', '\r', '\n', '"', ',', ';', ' ', 'a', '\ufeff', '\u00a0'})
                    @StringLength(max = 6)
                    String title,
            @ForAll Spreadsheet spreadsheet)
            throws IOException {
        ObjectNode stored = document(title, "Nick");
        byte[] saved = spreadsheet.saved(table(stored));
        ImportedLine line = ImportFiles.lines(file(saved)).get(0);
        assertThat(line.content().over(stored.deepCopy())).isEqualTo(stored);
    }

    /** How programs write a table that they read. */
    enum Spreadsheet {
        EXCEL(";", "\r\n", true),
        EXCEL_TEXT("\t", "\r\n", false) {
            @Override
            byte[] bytes(String text) {
                return ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
            }
        },
        LIBRE_OFFICE(",", "\n", false),
        SHEETS(",", "\r\n", false) {
            @Override
            String cell(String value) {
                return super.cell(TextScanner.strip(value));
            }
        };

        private final String separator;
        private final String lineEnd;
        private final boolean marks;

        Spreadsheet(String separator, String lineEnd, boolean marks) {
            this.separator = separator;
            this.lineEnd = lineEnd;
            this.marks = marks;
        }

        byte[] saved(String table) throws IOException {
            TextScanner text = TextScanner.open(ImportFile.of(Format.CSV, table));
            CsvScanner rows = new CsvScanner(text, Integer.MAX_VALUE);
            StringBuilder saved = new StringBuilder();
            Optional<Row> row = rows.next(',');
            while (row.isPresent()) {
                saved.append(row.get().cells().stream()
                                .map(cell -> cell(cell.text()))
                                .collect(Collectors.joining(separator)))
                        .append(lineEnd);
                row = rows.next(',');
            }
            return bytes(saved.toString());
        }

        byte[] bytes(String text) {
            return ((marks ? "\ufeff" : "") + text).getBytes(StandardCharsets.UTF_8);
        }

        /** Line breaks in a cell are line feeds, and only what needs quotes has them. */
        String cell(String value) {
            String text = value.replace("\r\n", "\n").replace('\r', '\n');
            boolean quoted = text.contains(separator) || text.contains("\n") || text.contains("\"");
            return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
        }
    }
}
