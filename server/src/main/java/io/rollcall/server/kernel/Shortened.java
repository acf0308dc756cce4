package io.rollcall.server.kernel;

/** Texts that quote a client: as long as the client likes, until they are shortened here. */
public final class Shortened {
    private static final int MAX_CHARACTERS = 1_000;

    private Shortened() {}

    /** Returns the text, or its first thousand characters with an ellipsis. */
    public static String of(String text) {
        return of(text, MAX_CHARACTERS);
    }

    /** Returns the text, or as many characters of it with an ellipsis. */
    public static String of(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(characters - 1)) ? characters - 1 : characters;
        return text.substring(0, end) + '\u2026';
    }
}
