package io.rollcall.server.users.query;

import java.util.Arrays;
import java.util.Optional;

/** Multi-valued attributes whose values are in {@code user_values}. */
public enum IndexedValues {
    EMAILS("emails"),
    PHONE_NUMBERS("phoneNumbers");

    static final Operand.Member VALUE = Operand.Member.of("value");

    private final String attribute;

    IndexedValues(String attribute) {
        this.attribute = attribute;
    }

    static Optional<IndexedValues> of(Operand.Member member) {
        return Arrays.stream(values())
                .filter(values -> Operand.Member.of(values.attribute).equals(member))
                .findFirst();
    }

    /** Returns the name in the document and in {@code user_values}. */
    public String attribute() {
        return attribute;
    }
}
