package io.rollcall.server.importexport;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Row of a table: its columns are changed, and all other attributes stay. */
record TableUser(Map<CsvColumn, String> said) implements ImportedLine.Content {
    @Override
    public String userName() {
        return value(CsvColumn.USER_NAME);
    }

    @Override
    public String id() {
        return value(CsvColumn.ID);
    }

    @Override
    public boolean saysManager() {
        return Stream.of(CsvColumn.MANAGER, CsvColumn.MANAGER_USER_NAME, CsvColumn.MANAGER_EXTERNAL_ID)
                .anyMatch(this::has);
    }

    @Override
    public ImportedLine.ManagerNames managerNames() {
        return new ImportedLine.ManagerNames(
                value(CsvColumn.MANAGER_USER_NAME), value(CsvColumn.MANAGER_EXTERNAL_ID), true);
    }

    @Override
    public ObjectNode over(ObjectNode stored) {
        said.forEach((column, value) -> {
            if (!isSame(column.in(stored), value)) {
                column.set(stored, value);
            }
        });
        if (saysManager()) {
            setManager(stored);
        }
        return stored;
    }

    private void setManager(ObjectNode document) {
        String manager = Stream.of(CsvColumn.MANAGER, CsvColumn.MANAGER_USER_NAME, CsvColumn.MANAGER_EXTERNAL_ID)
                .map(this::value)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        if (manager.isEmpty()) {
            if (document.path(CsvColumn.ENTERPRISE) instanceof ObjectNode enterprise) {
                enterprise.remove(CsvColumn.MANAGER);
            }
        } else if (!manager.equals(manager(document))) {
            // Other stored members, such as $ref, belong to the previous manager.
            document.withObject("/" + CsvColumn.ENTERPRISE)
                    .putObject(CsvColumn.MANAGER)
                    .put("value", manager);
        }
    }

    private static String manager(ObjectNode document) {
        return CsvColumn.at(document, List.of(CsvColumn.ENTERPRISE, CsvColumn.MANAGER, "value"));
    }

    /** Returns whether the values are equal except for blanks around them and line ends, which spreadsheets change. */
    private static boolean isSame(String stored, String value) {
        boolean onlySaved = plain(stored).equals(plain(value))
                || plain(CsvCell.written(stored)).equals(plain(CsvCell.written(value)));
        return stored.equals(value) || (!stored.isEmpty() && onlySaved);
    }

    private static String plain(String text) {
        return TextScanner.strip(text.replace("\r\n", "\n").replace('\r', '\n'));
    }

    private boolean has(String heading) {
        return said.keySet().stream().anyMatch(column -> column.heading().equals(heading));
    }

    private String value(String heading) {
        return said.entrySet().stream()
                .filter(cell -> cell.getKey().heading().equals(heading))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
