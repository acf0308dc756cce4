package io.rollcall.server.roles;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;

/**
 * Role in an organization's catalogue.
 *
 * @param value the immutable, case-sensitive value that identity providers send
 * @param displayName the name shown to people
 * @param retired whether it can no longer be assigned; its users keep it
 * @param forbidden whether identity providers may not assign it
 * @param isDefault whether users created without a role get it
 */
public record Role(String value, String displayName, Kind kind, boolean retired, boolean forbidden, boolean isDefault) {
    /** Kind of a role: for users assigned individually, for users assigned through a group, or both. */
    public enum Kind {
        PERSONAL,
        GROUP,
        BOTH;

        /** Returns whether a list of roles of the other kind includes roles of this kind. */
        public boolean includes(Kind other) {
            return this == BOTH || this == other;
        }
    }

    private static final int MAX_VALUE = 64;
    private static final int MAX_DISPLAY_NAME = 255;

    /** Checks the values. @throws Refusal INVALID if a text is invalid, CONFLICT if a default role is retired or forbidden */
    public Role {
        requireText("role's value", "value", value, MAX_VALUE);
        requireText("role's display name", "name", displayName, MAX_DISPLAY_NAME);
        if (value.indexOf(',') >= 0) {
            throw Refusal.invalid("A role's value has no comma, since lists of roles are written with commas.")
                    .about("value");
        }
        if (isDefault && (retired || forbidden)) {
            throw Refusal.conflict(
                    "The role '" + value + "' cannot be the default, which new users get, and be retired or"
                            + " forbidden to identity providers as well. Choose another default, or reinstate or allow the role,"
                            + " first.");
        }
    }

    /** Returns an assignable role: neither retired, forbidden nor the default. */
    public static Role of(String value, String displayName, Kind kind) {
        return new Role(value, displayName, kind, false, false, false);
    }

    /** Returns whether an actor of that kind may newly assign it. */
    public boolean isGrantableBy(Actor.Kind actor) {
        return !retired && !(forbidden && actor == Actor.Kind.TOKEN);
    }

    Role withDisplayName(String other) {
        return new Role(value, other, kind, retired, forbidden, isDefault);
    }

    Role withKind(Kind other) {
        return new Role(value, displayName, other, retired, forbidden, isDefault);
    }

    Role withRetired(boolean now) {
        return new Role(value, displayName, kind, now, forbidden, isDefault);
    }

    Role withForbidden(boolean now) {
        return new Role(value, displayName, kind, retired, now, isDefault);
    }

    Role withDefault(boolean now) {
        return new Role(value, displayName, kind, retired, forbidden, now);
    }

    private static void requireText(String what, String field, String text, int longest) {
        int length = text.codePointCount(0, text.length());
        if (length == 0 || length > longest) {
            throw Refusal.invalid("A " + what + " has 1 to " + longest + " characters.")
                    .about(field);
        }
        if (isBlank(text.codePointAt(0)) || isBlank(text.codePointBefore(text.length()))) {
            throw Refusal.invalid("A " + what + " has no blank at its beginning or end.")
                    .about(field);
        }
        if (!text.codePoints().allMatch(Role::isPrintable)) {
            throw Refusal.invalid("A " + what + " has no line breaks or other control characters.")
                    .about(field);
        }
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** Returns whether a code point is printable. Unpaired surrogates are not, and cannot be stored. */
    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            default -> true;
        };
    }
}
