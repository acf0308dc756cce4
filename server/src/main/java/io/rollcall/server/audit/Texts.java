package io.rollcall.server.audit;

import java.util.stream.Collectors;

/** Sanitizer for client-supplied texts of the audit log. */
final class Texts {
    private Texts() {}

    /** Returns the text on one line, without control, formatting and unassigned characters, which terminals may interpret. */
    static String plain(String text) {
        return text.codePoints()
                .filter(Texts::isPlain)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
