package io.rollcall.server.admin;

import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.Refusal;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The values of an enumeration as clients write them: {@code READ_ONLY} is {@code read-only}. */
final class Words {
    private Words() {}

    static String of(Enum<?> value) {
        return EnumName.of(value);
    }

    /** @param what the member's name, for whoever wrote something else */
    static <E extends Enum<E>> E read(Class<E> type, String what, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> of(value).equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(what + " is '" + word + "', but must be one of "
                        + Arrays.stream(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "))
                        + "."));
    }
}
