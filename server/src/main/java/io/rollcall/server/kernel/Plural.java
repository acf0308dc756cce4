package io.rollcall.server.kernel;

import java.util.Locale;

/** A number with its noun: {@code 1 user}, {@code 1,200 users}. */
public final class Plural {
    private Plural() {}

    /** Returns the text for a noun whose plural ends with s. */
    public static String of(long number, String noun) {
        return of(number, noun, noun + "s");
    }

    /** Returns the text for any noun. */
    public static String of(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }
}
