package io.rollcall.server.kernel;

/** The rule for names that people give to things: short, not blank, one line. */
public final class Names {
    private static final int LONGEST = 255;

    private Names() {}

    /**
     * Checks a name that somebody chose.
     *
     * @param what whose name it is, such as "A token"
     * @throws Refusal INVALID where the name is blank or too long or holds control characters
     */
    public static String checked(String what, String name) {
        boolean tooLong = name.codePointCount(0, name.length()) > LONGEST;
        if (name.isBlank() || tooLong || name.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid(what + "'s name has 1 to " + LONGEST + " characters, on one line.")
                    .about("name");
        }
        return name.strip();
    }
}
