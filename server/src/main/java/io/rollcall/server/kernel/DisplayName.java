package io.rollcall.server.kernel;

/** The rule for names that people give to things: short, not blank, one line. */
public final class DisplayName {
    private static final int MAX_LENGTH = 255;

    private DisplayName() {}

    /**
     * Checks a name that somebody chose.
     *
     * @param what whose name it is, such as "A token"
     * @throws Refusal INVALID where the name is blank or too long or holds control characters
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
