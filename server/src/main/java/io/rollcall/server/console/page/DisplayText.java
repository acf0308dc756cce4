package io.rollcall.server.console.page;

import java.text.Bidi;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * ConsoleTexts as evidence: characters that are not seen, or that move others, are shown by their numbers. So a name that a stranger
 * chose cannot look like another one.
 */
public final class DisplayText {
    private static final char ISOLATE = '\u2068';
    private static final char END = '\u2069';
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final int LATIN_TO_ARMENIAN = 0x58F;

    private DisplayText() {}

    /** Returns a text on one line. */
    public static String text(String text) {
        return lines(text.replace("\n", "\\u000A"));
    }

    /** Returns a text whose line breaks stay. */
    public static String lines(String text) {
        int[] characters = text.codePoints().toArray();
        return IntStream.range(0, characters.length)
                .mapToObj(index -> shown(characters, index))
                .collect(Collectors.joining());
    }

    /**
     * Returns a text for where no element can keep its direction to itself, such as a title: one with letters that are read
     * from right to left is put between isolating characters.
     */
    public static String isolated(String text) {
        String legible = text(text);
        return Bidi.requiresBidi(legible.toCharArray(), 0, legible.length()) ? ISOLATE + legible + END : legible;
    }

    /** Joiners belong to words of some scripts and to emoji; in Latin letters they are not seen. */
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
