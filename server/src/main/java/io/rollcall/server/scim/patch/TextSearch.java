package io.rollcall.server.scim.patch;

/**
 * Search for a text in linear time (Knuth, Morris and Pratt). {@link String#contains} is faster for most texts, but quadratic for
 * chosen ones.
 */
final class TextSearch {
    private static final int SMALL_PRODUCT = 1_000;

    private final String wanted;

    /** Length of the longest proper prefix that ends at each position. */
    private final int[] borders;

    TextSearch(String wanted) {
        this.wanted = wanted;
        this.borders = new int[wanted.length()];
        for (int place = 1, matched = 0; place < borders.length; place++) {
            matched = matchedAfter(matched, wanted.charAt(place));
            borders[place] = matched;
        }
    }

    boolean isIn(String text) {
        if ((long) text.length() * wanted.length() <= SMALL_PRODUCT) {
            return text.contains(wanted);
        }
        int matched = 0;
        for (int place = 0; place < text.length(); place++) {
            matched = matchedAfter(matched, text.charAt(place));
            if (matched == wanted.length()) {
                return true;
            }
        }
        return false;
    }

    private int matchedAfter(int matched, char next) {
        int length = matched;
        while (length > 0 && wanted.charAt(length) != next) {
            length = borders[length - 1];
        }
        return wanted.charAt(length) == next ? length + 1 : length;
    }
}
