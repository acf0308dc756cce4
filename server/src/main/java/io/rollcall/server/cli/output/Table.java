package io.rollcall.server.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Text table with headings, each column as wide as its longest cell. */
public final class Table {
    private static final String COLUMN_GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row of as many cells as there are headings. */
    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    void print(PrintWriter out) {
        lines().forEach(out::println);
    }

    /** Returns the rows as lines, each with a line break at its end. */
    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines()) + System.lineSeparator();
    }

    private List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(padded(row.get(column), width(column))).append(COLUMN_GAP);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
