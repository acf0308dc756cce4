package io.rollcall.server.admin;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.kernel.UserId;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Query parameters with typed accessors, validated as strictly as a body. */
record StrictQuery(MultivaluedMap<String, String> parameters) {
    private static final int USUAL_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    static StrictQuery of(ContainerRequestContext request) {
        return new StrictQuery(request.getUriInfo().getQueryParameters());
    }

    /** Throws INVALID if there is any other parameter, or a repeated one. */
    void requireOnly(String... names) {
        parameters.forEach((name, values) -> {
            if (!List.of(names).contains(name)) {
                throw Refusal.invalid("Unknown parameter '" + name + "'. Supported: "
                        + (names.length == 0 ? "none" : String.join(", ", names)) + ".");
            }
            if (values.size() > 1) {
                throw Refusal.invalid("The parameter " + name + " is repeated. Send it once.");
            }
        });
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.getFirst(name)).filter(value -> !value.isEmpty());
    }

    Optional<Boolean> flag(String name) {
        return text(name).map(value -> {
            if (!value.equals("true") && !value.equals("false")) {
                throw wrong(name, "true or false");
            }
            return value.equals("true");
        });
    }

    int limit() {
        return text("limit").map(StrictQuery::limit).orElse(USUAL_LIMIT);
    }

    private static int limit(String value) {
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MAX_LIMIT) {
            throw wrong("limit", "an integer from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(value);
    }

    Optional<Duration> seconds(String name, int most) {
        return text(name).map(value -> {
            if (!value.matches("[0-9]{1,3}") || Integer.parseInt(value) > most) {
                throw wrong(name, "a whole number of seconds from 0 to " + most);
            }
            return Duration.ofSeconds(Integer.parseInt(value));
        });
    }

    Optional<UserId> userId(String name) {
        return text(name).map(value -> UserId.parse(value).orElseThrow(() -> wrong(name, "a user ID")));
    }

    Optional<UUID> id(String name) {
        return text(name).map(value -> TimeOrderedId.parse(value).orElseThrow(() -> wrong(name, "an ID")));
    }

    /** Returns the position of an entry in a chain. */
    Optional<Long> position(String name) {
        return text(name).map(value -> {
            if (!value.matches("[0-9]{1,18}")) {
                throw wrong(name, "the position of an entry: an integer from 0");
            }
            return Long.parseLong(value);
        });
    }

    Optional<Instant> time(String name) {
        return text(name).map(value -> {
            try {
                return OffsetDateTime.parse(value).toInstant();
            } catch (DateTimeException noTime) {
                throw wrong(name, "a time such as 2026-01-31T08:00:00Z");
            }
        });
    }

    private static Refusal wrong(String name, String type) {
        return Refusal.invalid("The parameter " + name + " must be " + type + ".");
    }
}
