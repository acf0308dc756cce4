package io.rollcall.server.kernel;

import java.util.Locale;

/** The form of an enumeration's values in JSON and on the command line: {@code READ_ONLY} is {@code read-only}. */
public final class EnumName {
    private EnumName() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
