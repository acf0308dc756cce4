package io.rollcall.server.console.page;

import java.text.Bidi;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Escaping of invisible and bidirectional control characters to their code points, so that a name from a client cannot
 * imitate another one.
 */
public final class DisplayText {
    private static final char ISOLATE = '\u2068';
    private static final char END = '\u2069';
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final int LATIN_TO_ARMENIAN = 0x58F;

    private DisplayText() {}

    /** Returns the text on one line. */
    public static String text(String text) {
        return lines(text.replace("\n", "\\u000A"));
    }

    /** Returns the text with its line breaks. */
    public static String lines(String text) {
        int[] characters = text.codePoints().toArray();
        return IntStream.range(0, characters.length)
                .mapToObj(index -> shown(characters, index))
                .collect(Collectors.joining());
    }

    /**
     * Returns the text for places without a {@code bdi} element, such as a title: right-to-left text is enclosed in isolating
     * characters.
     */
    public static String isolated(String text) {
        String legible = text(text);
        return Bidi.requiresBidi(legible.toCharArray(), 0, legible.length()) ? ISOLATE + legible + END : legible;
    }

    /** Returns a character, escaped if invisible. Joiners are kept in emoji and in scripts that need them. */
    private static String shown(int[] text, int index) {
        boolean joiner = text[index] == ZWNJ || text[index] == ZWJ;
        boolean inside = index > 0 && index < text.length - 1;
        return joiner && inside && text[index - 1] > LATIN_TO_ARMENIAN && text[index + 1] > LATIN_TO_ARMENIAN
                ? Character.toString(text[index])
                : shown(text[index]);
    }

    private static String shown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n' ? "\n" : escaped(character);
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> escaped(character);
            default -> Character.toString(character);
        };
    }

    private static String escaped(int character) {
        return Character.isBmpCodePoint(character)
                ? String.format("\\u%04X", character)
                : String.format("\\u{%X}", character);
    }
}
