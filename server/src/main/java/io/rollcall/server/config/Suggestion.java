package io.rollcall.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggestions for mistyped names, by edit distance. */
final class Suggestion {
    /** One typo is allowed per this many letters; more would suggest unrelated names. */
    private static final int LETTERS_PER_TYPO = 4;

    private static final int MIN_TYPOS = 2;

    private Suggestion() {}

    /** Returns {@code " Did you mean NAME?"}, or nothing if no known name is close. */
    static String sentence(String wrong, Collection<String> known) {
        return closest(wrong, known).map(name -> " Did you mean " + name + "?").orElse("");
    }

    static Optional<String> closest(String wrong, Collection<String> known) {
        String plain = plain(wrong);
        String end = "." + withoutPrefix(plain);
        Optional<String> longer = known.stream()
                .filter(name -> plain.length() > MIN_TYPOS && plain(name).endsWith(end))
                .min(Comparator.naturalOrder());
        int most = Math.max(MIN_TYPOS, plain.length() / LETTERS_PER_TYPO);
        return longer.or(() -> known.stream()
                .filter(name -> distance(plain, plain(name)) <= most)
                .min(Comparator.comparingInt((String name) -> distance(plain, plain(name)))
                        .thenComparing(Comparator.naturalOrder())));
    }

    /** Returns a normalized name: {@code HTTP_PORT}, {@code http-port} and {@code http.port} are equal. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    }

    private static String withoutPrefix(String plain) {
        String prefix = "rollcall.";
        return plain.startsWith(prefix) ? plain.substring(prefix.length()) : plain;
    }

    /** Returns the edit distance; a swap of two neighbours counts as one edit. */
    private static int distance(String left, String right) {
        int[][] table = new int[left.length() + 1][right.length() + 1];
        for (int row = 0; row <= left.length(); row++) {
            for (int column = 0; column <= right.length(); column++) {
                table[row][column] = row == 0 || column == 0 ? row + column : cell(table, left, right, row, column);
            }
        }
        return table[left.length()][right.length()];
    }

    private static int cell(int[][] table, String left, String right, int row, int column) {
        boolean same = left.charAt(row - 1) == right.charAt(column - 1);
        int least = Math.min(
                table[row - 1][column - 1] + (same ? 0 : 1),
                1 + Math.min(table[row - 1][column], table[row][column - 1]));
        boolean swapped = row > 1
                && column > 1
                && left.charAt(row - 1) == right.charAt(column - 2)
                && left.charAt(row - 2) == right.charAt(column - 1);
        return swapped ? Math.min(least, table[row - 2][column - 2] + 1) : least;
    }
}
