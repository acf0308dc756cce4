package io.rollcall.server.kernel;

/** Texts that a client may have chosen, and made as long as it likes. Characters are code points, as the database counts them. */
public final class Shortened {
    private static final int MAX_CHARACTERS = 1_000;

    private Shortened() {}

    /** Returns the text, or its first thousand characters with an ellipsis. */
    public static String of(String text) {
        return of(text, MAX_CHARACTERS);
    }

    /** Returns the text, or as many characters of it with an ellipsis. */
    public static String of(String text, int characters) {
        String beginning = beginning(text, characters);
        return beginning.length() == text.length() ? text : beginning + '\u2026';
    }

    /** Returns the text, or as many characters of it, such as fit a column. */
    public static String beginning(String text, int characters) {
        boolean fits = text.length() <= characters || text.codePointCount(0, text.length()) <= characters;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
