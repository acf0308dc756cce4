package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptHeaderTest {
    private static final List<String> TYPES = List.of("application/scim+json", "application/json");

    @Test
    void choosesTheBestOfTheTypes() {
        assertThat(AcceptHeader.bestOrFirst(TYPES, "application/json, */*;q=0.1"))
                .isEqualTo("application/json");
        assertThat(AcceptHeader.bestOrFirst(TYPES, "text/html, ,application/json,"))
                .isEqualTo("application/json");
        assertThat(AcceptHeader.bestOrFirst(TYPES, "text/html")).isEqualTo("application/scim+json");
    }

    /** A request with such a header is refused, and the header is read to write the refusal. */
    @Test
    void doesNotReadAVeryLongHeader() {
        assertThat(AcceptHeader.bestOrFirst(TYPES, "application/json,".repeat(5_000)))
                .isEqualTo("application/scim+json");
    }
}
