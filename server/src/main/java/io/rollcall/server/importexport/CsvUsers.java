package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.importexport.CsvColumn.Columns;
import io.rollcall.server.importexport.CsvScanner.Cell;
import io.rollcall.server.importexport.CsvScanner.Row;
import io.rollcall.server.importexport.Format.LineReader;
import io.rollcall.server.importexport.Format.LineWriter;
import io.rollcall.server.importexport.Format.RawLine;
import io.rollcall.server.kernel.Plural;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of users (RFC 4180): a heading for each attribute that it has, then one user a row. */
final class CsvUsers {
    private static final String LINE_END = "\r\n";

    private CsvUsers() {}

    static LineWriter writer(Writer file, Columns columns) throws IOException {
        file.write(row(columns.written().stream().map(CsvColumn::heading)));
        return user -> file.write(row(cells(user, columns)));
    }

    private static Stream<String> cells(ExportedUser user, Columns columns) {
        ObjectNode document = user.document();
        document.put(CsvColumn.ID, user.user().id().toString());
        user.managerUserName().ifPresent(name -> document.putObject("meta").put(ExportedUser.MANAGER_USER_NAME, name));
        return columns.written().stream().map(column -> CsvCell.written(column.in(document)));
    }

    private static String row(Stream<String> cells) {
        return cells.map(CsvCell::quoted).collect(Collectors.joining(",", "", LINE_END));
    }

    static LineReader reader(TextScanner text, ImportFile file, ImportConfig config) throws IOException {
        CsvScanner rows = new CsvScanner(text, config.maxLineCharacters());
        CsvHeadings headings = CsvHeadings.read(rows, text, file.separator(), config);
        Set<String> withoutBlanks = config.columns().withoutBlanks();
        return () -> rows.next(headings.separator())
                .map(row -> new RawLine(row.line(), row.length(), () -> user(headings.columns(), row, withoutBlanks)));
    }

    private static TableUser user(List<Optional<CsvColumn>> columns, Row row, Set<String> withoutBlanks)
            throws WrongLine {
        if (row.cells().size() < columns.size()
                && !areHeadless(columns, row.cells().size())) {
            throw new WrongLine(
                    row.line(),
                    "The row has " + Plural.of(row.cells().size(), "cell") + ", but there are "
                            + Plural.of(columns.size(), "heading")
                            + ". An empty cell clears a value, so missing cells are not taken for empty ones: save the table"
                            + " with a separator for each, or delete the columns that it does not need.");
        }
        Map<CsvColumn, String> said = new LinkedHashMap<>();
        for (int index = 0; index < row.cells().size(); index++) {
            Cell cell = row.cells().get(index);
            Optional<CsvColumn> column = index < columns.size() ? columns.get(index) : Optional.empty();
            if (column.isPresent()) {
                said.put(column.get(), value(column.get(), cell, withoutBlanks));
            } else if (!cell.bare().isEmpty()) {
                throw new WrongLine(
                        row.line(),
                        "The row has " + Plural.of(row.cells().size(), "cell") + ", but there are "
                                + Plural.of(columns.size(), "heading") + ": cell " + (index + 1)
                                + " has a value and no heading.");
            }
        }
        return new TableUser(said);
    }

    private static boolean areHeadless(List<Optional<CsvColumn>> columns, int from) {
        return columns.stream().skip(from).allMatch(Optional::isEmpty);
    }

    private static String value(CsvColumn column, Cell cell, Set<String> withoutBlanks) {
        return withoutBlanks.contains(column.heading())
                ? TextScanner.strip(CsvCell.read(cell.bare()))
                : CsvCell.read(cell.text());
    }
}
