package io.rollcall.server.transfer;

import java.util.regex.Pattern;

/**
 * A value in a table. One that a spreadsheet would take for a formula gets an apostrophe in front, which is how people write
 * text there, and loses it again when it is read.
 */
final class CsvCell {
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private CsvCell() {}

    static String written(String value) {
        return FORMULA.matcher(value).matches() ? "'" + value : value;
    }

    static String read(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
