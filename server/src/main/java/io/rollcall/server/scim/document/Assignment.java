package io.rollcall.server.scim.document;

import java.util.Optional;

/** What a client said of one attribute: nothing at all, that it has no value, or a value (RFC 7643 section 2.5). */
public sealed interface Assignment<T> {

    /** The attribute was left out. */
    record Nothing<T>() implements Assignment<T> {}

    /** The attribute was there as null, as an empty text or as an empty array: it shall be unassigned. */
    record NoValue<T>() implements Assignment<T> {}

    record Value<T>(T value) implements Assignment<T> {}

    /** What the attribute holds afterwards, if it held this before: silence changes nothing. */
    default Optional<T> over(Optional<T> stored) {
        return this instanceof Nothing<T> ? stored : asOptional();
    }

    default Optional<T> asOptional() {
        return this instanceof Value<T> said ? Optional.of(said.value()) : Optional.empty();
    }

    /** The same where the client's document is complete, so that leaving the attribute out unassigns it. */
    default Assignment<T> inFull() {
        return this instanceof Nothing<T> ? new NoValue<>() : this;
    }
}
