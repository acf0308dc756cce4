package io.rollcall.server.importexport;

import java.util.regex.Pattern;

/**
 * Cell of a table. A value that a spreadsheet would take for a formula is written with an apostrophe in front, the usual mark
 * of text, which is removed when it is read.
 */
public final class CsvCell {
    /** Spreadsheets drop these before they look for a formula. */
    private static final String SKIPPED = "['\"\\u201c\\u201d\\s\\p{Z}\\ufeff\\u200b]*";

    /** The full-width forms are read like the ASCII ones by spreadsheets of East Asian languages. */
    private static final String FORMULA_SIGN = "[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]";

    private static final String CONTROL = "'*[\\t\\r\\n]";

    /** Matches with any number of apostrophes in front, so that reading removes exactly what writing added. */
    private static final Pattern FORMULA =
            Pattern.compile("(?:" + SKIPPED + FORMULA_SIGN + "|" + CONTROL + ").*", Pattern.DOTALL);

    private CsvCell() {}

    /** Returns the value as a cell that no spreadsheet runs. */
    public static String written(String value) {
        return FORMULA.matcher(value).matches() ? "'" + value : value;
    }

    /** Returns the cell, quoted if a reader would misread it otherwise. */
    static String quoted(String cell) {
        boolean needsQuotes =
                !cell.equals(TextScanner.strip(cell)) || cell.chars().anyMatch(CsvCell::isSpecial);
        return needsQuotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static boolean isSpecial(int character) {
        return character == '"'
                || TextScanner.endsLine(character)
                || ImportFile.Separator.of(character).isPresent();
    }

    static String read(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
