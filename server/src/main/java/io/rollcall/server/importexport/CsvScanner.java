package io.rollcall.server.importexport;

import io.rollcall.server.kernel.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of a table (RFC 4180) as spreadsheets write them: any line end, blanks around cells, quotes inside cells without
 * quotes. Its memory is bounded by one row of limited length.
 */
final class CsvScanner {
    /** As many columns as a sheet of Excel has. */
    private static final int MAX_CELLS = 16_384;

    private static final Cell EMPTY = new Cell("", false);

    private final TextScanner text;
    private final int maxCharacters;

    CsvScanner(TextScanner text, int maxCharacters) {
        this.text = text;
        this.maxCharacters = maxCharacters;
    }

    /** A cell. @param text without blanks around it, unless they were between quotes */
    record Cell(String text, boolean quoted) {
        /** Returns the text without blanks around it. */
        String bare() {
            return TextScanner.strip(text);
        }
    }

    /** A row that is not empty. @param line where it begins @param length in characters */
    record Row(long line, int length, List<Cell> cells) {
        boolean isEmpty() {
            return cells.stream().allMatch(cell -> cell.bare().isEmpty());
        }
    }

    /** Returns the next row that has a value, or nothing at the end. */
    Optional<Row> next(char separator) throws IOException {
        while (text.peek() != TextScanner.END) {
            Row row = row(separator);
            if (!row.isEmpty()) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private Row row(char separator) throws IOException {
        long line = text.line();
        long start = text.offset();
        List<Cell> cells = new ArrayList<>();
        int end;
        do {
            if (cells.size() == MAX_CELLS) {
                throw text.refusal("the row of line %d has more than %,d cells.".formatted(line, MAX_CELLS));
            }
            cells.add(cell(separator, line, start));
            end = text.read();
        } while (end == separator);
        text.endLine(end);
        return new Row(line, (int) (text.offset() - start), cells);
    }

    private Cell cell(char separator, long line, long start) throws IOException {
        StringBuilder value = new StringBuilder();
        while (isBlankInRow(text.peek(), separator)) {
            append(value, line, start);
        }
        if (text.peek() == '"') {
            return quoted(separator, line, start);
        }
        while (text.peek() != separator && !TextScanner.endsLine(text.peek())) {
            append(value, line, start);
        }
        String stripped = TextScanner.strip(value);
        return stripped.isEmpty() ? EMPTY : new Cell(stripped, false);
    }

    private static boolean isBlankInRow(int character, char separator) {
        return character != separator && !TextScanner.endsLine(character) && TextScanner.isBlank(character);
    }

    private Cell quoted(char separator, long line, long start) throws IOException {
        StringBuilder value = new StringBuilder();
        long began = text.line();
        text.read();
        while (!closes(began)) {
            if (isTooLong(start)) {
                throw text.refusal(("the cell whose quote opens in line %d makes its row longer than %,d characters"
                                + " (import.max-line-characters). Is the closing quote missing?")
                        .formatted(began, maxCharacters));
            }
            value.append((char) text.read());
        }
        while (isBlankInRow(text.peek(), separator)) {
            requireShort(line, start);
            text.read();
        }
        if (text.peek() != separator && !TextScanner.endsLine(text.peek())) {
            throw text.refusal(("at line %d, column %d, text follows the closing quote of a cell. Put the whole cell in"
                            + " quotes, and write each quote in it twice.")
                    .formatted(text.line(), text.column()));
        }
        return new Cell(value.toString(), true);
    }

    /** Reads a closing quote, or the first of two, which stand for one. @return whether it closes the cell */
    private boolean closes(long began) throws IOException {
        if (text.peek() == TextScanner.END) {
            throw unclosed(began);
        }
        if (text.peek() != '"') {
            return false;
        }
        text.read();
        return text.peek() != '"';
    }

    private Refusal unclosed(long began) {
        return text.refusal("the quote that opens a cell in line %d is never closed. Close it, or save the table again."
                .formatted(began));
    }

    private void append(StringBuilder value, long line, long start) throws IOException {
        requireShort(line, start);
        value.append((char) text.read());
    }

    private void requireShort(long line, long start) {
        if (isTooLong(start)) {
            throw text.refusal(("the row that begins in line %d is longer than %,d characters"
                            + " (import.max-line-characters). Is a line end missing?")
                    .formatted(line, maxCharacters));
        }
    }

    private boolean isTooLong(long start) {
        return text.offset() - start >= maxCharacters;
    }

    /** The first row that is not empty, as it stands in the file, since its separator is not known yet. */
    record Heading(long line, String text) {}

    /** Returns the first row that holds more than separators, or nothing if there is none. */
    Optional<Heading> heading() throws IOException {
        while (text.peek() != TextScanner.END) {
            Heading row = rawRow();
            if (!isEmpty(row.text())) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private static boolean isEmpty(String row) {
        return row.chars()
                .allMatch(sign -> sign == '"'
                        || TextScanner.isBlank(sign)
                        || ImportFile.Separator.of(sign).isPresent());
    }

    private Heading rawRow() throws IOException {
        StringBuilder row = new StringBuilder();
        long line = text.line();
        long start = text.offset();
        long began = line;
        boolean quoted = false;
        boolean cellStarts = true;
        while (quoted || !TextScanner.endsLine(text.peek())) {
            int next = text.peek();
            if (next == TextScanner.END) {
                throw unclosed(began);
            }
            if (next == '"' && (quoted || cellStarts)) {
                began = quoted ? began : text.line();
                quoted = !quoted;
                cellStarts = true;
            } else {
                cellStarts = ImportFile.Separator.of(next).isPresent() || (cellStarts && TextScanner.isBlank(next));
            }
            append(row, line, start);
        }
        text.endLine(text.read());
        return new Heading(line, row.toString());
    }
}
