package io.rollcall.server.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.transfer.Format.LineReader;
import io.rollcall.server.transfer.Format.LineWriter;
import io.rollcall.server.users.User;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** A table of users (RFC 4180): a heading for each attribute that it has, then one user a row. */
final class CsvUsers {
    private static final CSVFormat WRITTEN =
            CSVFormat.RFC4180.builder().setHeader(CsvColumn.headings()).get();
    private static final CSVFormat READ = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();

    private CsvUsers() {}

    static LineWriter writer(Writer file) throws IOException {
        CSVPrinter printer = new CSVPrinter(file, WRITTEN);
        return user -> printer.printRecord(row(user));
    }

    private static List<String> row(User user) {
        ObjectNode document = JsonLines.document(user.document());
        document.put("id", user.id().toString());
        return CsvColumn.ALL.stream()
                .map(column -> CsvCell.written(column.in(document)))
                .toList();
    }

    static LineReader reader(Reader file) throws IOException {
        CSVParser parser = parser(file);
        List<CsvColumn> columns =
                parser.getHeaderNames().stream().map(CsvUsers::column).toList();
        if (columns.stream().noneMatch(CsvColumn::isUserName)) {
            throw Refusal.invalid("The table has no column userName, by which users are told apart.");
        }
        Iterator<CSVRecord> records = parser.iterator();
        return () -> {
            Optional<CSVRecord> row = next(records, parser);
            return row.isEmpty() ? Optional.empty() : Optional.of(line(columns, row.get()));
        };
    }

    private static CSVParser parser(Reader file) throws IOException {
        try {
            return CSVParser.builder().setReader(file).setFormat(READ).get();
        } catch (IllegalArgumentException malformed) {
            throw Refusal.invalid("The first line is not a row of headings: " + malformed.getMessage());
        }
    }

    private static CsvColumn column(String heading) {
        return CsvColumn.of(heading)
                .orElseThrow(() -> Refusal.invalid("There is no column '" + heading + "'. The columns are "
                        + String.join(", ", CsvColumn.headings()) + "."));
    }

    /** Commons CSV says in this way that it cannot go on. */
    private static Optional<CSVRecord> next(Iterator<CSVRecord> records, CSVParser parser) {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (UncheckedIOException malformed) {
            throw Refusal.invalid("From line " + parser.getCurrentLineNumber() + " on, the table is not well formed: "
                    + malformed.getCause().getMessage());
        }
    }

    private static ImportedLine line(List<CsvColumn> columns, CSVRecord cells) throws WrongLine {
        long number = cells.getRecordNumber() + 1;
        if (cells.size() != columns.size()) {
            throw new WrongLine(
                    number, "The row has " + cells.size() + " cells, but there are " + columns.size() + " headings.");
        }
        Map<CsvColumn, String> said = new LinkedHashMap<>();
        for (int index = 0; index < columns.size(); index++) {
            said.put(columns.get(index), CsvCell.read(cells.get(index)));
        }
        return new ImportedLine(number, new SomeAttributes(said));
    }

    /** It says what its columns say; everything else stays. */
    private record SomeAttributes(Map<CsvColumn, String> said) implements ImportedLine.Content {
        @Override
        public String userName() {
            return said.entrySet().stream()
                    .filter(cell -> cell.getKey().isUserName())
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }

        @Override
        public ObjectNode over(ObjectNode stored) {
            ObjectNode document = stored.isEmpty() ? JsonNodeFactory.instance.objectNode() : stored;
            said.forEach((column, value) -> column.set(document, value));
            return document;
        }
    }
}
