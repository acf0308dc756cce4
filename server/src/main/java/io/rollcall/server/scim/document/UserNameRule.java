package io.rollcall.server.scim.document;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.scim.scimple.protocol.InvalidValue;
import java.util.Optional;
import java.util.OptionalInt;

/** Validation of a new userName: no characters that make two names look alike. */
final class UserNameRule {
    private UserNameRule() {}

    /** Refuses white space at either end, and control and format characters anywhere. The error names the first one. */
    private static void require(String userName) {
        OptionalInt invisible =
                userName.codePoints().filter(UserNameRule::isInvisible).findFirst();
        if (invisible.isPresent()) {
            throw refused("holds", invisible.getAsInt(), "a character that cannot be seen");
        }
        if (isSpace(userName.codePointAt(0))) {
            throw refused("begins with", userName.codePointAt(0), "white space");
        }
        int last = userName.codePointBefore(userName.length());
        if (isSpace(last)) {
            throw refused("ends with", last, "white space");
        }
    }

    /** Validates a userName only if it changes, so that a user with an invalid one can still be deactivated. */
    static void requireIfChanged(JsonNode stored, JsonNode next) {
        if (next.isTextual() && !next.equals(stored)) {
            require(next.textValue());
        }
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static boolean isSpace(int codePoint) {
        return Character.isSpaceChar(codePoint) || Character.isWhitespace(codePoint);
    }

    private static RuntimeException refused(String how, int codePoint, String kind) {
        String name = Optional.ofNullable(Character.getName(codePoint))
                .map(known -> " (" + known + ")")
                .orElse("");
        return InvalidValue.value(
                "userName %s U+%04X%s, %s; remove the character.".formatted(how, codePoint, name, kind));
    }
}
