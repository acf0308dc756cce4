package io.rollcall.server.kernel;

/** Validation of names that people choose: short, not blank, one line. */
public final class DisplayName {
    private static final int MAX_LENGTH = 255;

    private DisplayName() {}

    /**
     * Returns the name if it is valid.
     *
     * @param what the named thing, as the beginning of the error message, such as "A token"
     * @throws Refusal INVALID if the name is blank or too long or holds control characters
     */
    public static String checked(String what, String name) {
        boolean tooLong = name.codePointCount(0, name.length()) > MAX_LENGTH;
        if (name.isBlank() || tooLong || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid(what + "'s name has 1 to " + MAX_LENGTH + " characters, on one line.")
                    .about("name");
        }
        return name.strip();
    }
}
