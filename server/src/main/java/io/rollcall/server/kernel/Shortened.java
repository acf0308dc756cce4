package io.rollcall.server.kernel;

/** Texts that quote a client: as long as the client likes, until they are shortened here. */
public final class Shortened {
    private static final int MAX_CHARACTERS = 1_000;

    private Shortened() {}

    /** Returns the text, or its first thousand characters with an ellipsis. */
    public static String of(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1)) ? MAX_CHARACTERS - 1 : MAX_CHARACTERS;
        return text.substring(0, end) + '\u2026';
    }
}
