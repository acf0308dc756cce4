package io.rollcall.server.kernel;

/** Truncation of texts that clients choose. Characters are code points, as the database counts them. */
public final class Shortened {
    private static final int MAX_CHARACTERS = 1_000;

    private Shortened() {}

    /** Returns the text, truncated to a thousand characters with an ellipsis. */
    public static String of(String text) {
        return of(text, MAX_CHARACTERS);
    }

    /** Returns the text, truncated to that many characters with an ellipsis. */
    public static String of(String text, int characters) {
        String beginning = beginning(text, characters);
        return beginning.length() == text.length() ? text : beginning + '\u2026';
    }

    /** Returns the text, truncated to that many characters, such as the width of a column. */
    public static String beginning(String text, int characters) {
        boolean fits = text.length() <= characters || text.codePointCount(0, text.length()) <= characters;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
