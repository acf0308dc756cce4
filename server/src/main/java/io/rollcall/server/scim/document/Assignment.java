package io.rollcall.server.scim.document;

import java.util.Optional;

/** State of an attribute in a client's document: omitted, without a value, or with a value (RFC 7643 section 2.5). */
public sealed interface Assignment<T> {

    /** The attribute was omitted. */
    record Nothing<T>() implements Assignment<T> {}

    /** The attribute was null, an empty text or an empty array: it is unassigned. */
    record NoValue<T>() implements Assignment<T> {}

    record Value<T>(T value) implements Assignment<T> {}

    /** Returns the attribute's new value, given the stored one; an omitted attribute keeps it. */
    default Optional<T> over(Optional<T> stored) {
        return this instanceof Nothing<T> ? stored : asOptional();
    }

    default Optional<T> asOptional() {
        return this instanceof Value<T> said ? Optional.of(said.value()) : Optional.empty();
    }

    /** Returns the assignment in a complete document, where an omitted attribute is unassigned. */
    default Assignment<T> inFull() {
        return this instanceof Nothing<T> ? new NoValue<>() : this;
    }
}
