package io.rollcall.server.console.page;

import java.util.stream.Collectors;

/**
 * Texts as evidence: characters that are not seen, or that move others, are shown by their numbers. So a name that a stranger
 * chose cannot look like another one.
 */
public final class Legible {
    private Legible() {}

    /** Returns a text on one line. */
    public static String text(String text) {
        return lines(text.replace("\n", "\\u000A"));
    }

    /** Returns a text whose line breaks stay. */
    public static String lines(String text) {
        return text.codePoints().mapToObj(Legible::shown).collect(Collectors.joining());
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
