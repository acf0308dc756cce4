package io.rollcall.server.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names of an enumeration's values in JSON and on the command line: {@code READ_ONLY} is {@code read-only}. */
public final class EnumName {
    private EnumName() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the value of that name; empty if the enumeration has none. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> of(value).equals(name))
                .findFirst();
    }

    /**
     * Returns the value of that name, or throws INVALID listing the valid names. @param field the field to name in the message
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String field, String name) {
        return find(type, name)
                .orElseThrow(() -> Refusal.invalid(field + " is '" + name + "', but must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(EnumName::of)
                                .collect(Collectors.joining(", ")) + "."));
    }
}
