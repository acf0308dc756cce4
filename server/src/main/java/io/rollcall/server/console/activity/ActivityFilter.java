package io.rollcall.server.console.activity;

import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.console.page.Paths;
import io.rollcall.server.kernel.UserId;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which entries are shown.
 *
 * @param kind of what kind, or blank for any
 * @param period how far back, as a key of {@link #PERIODS}, or blank for all
 * @param before only those before this one
 */
record ActivityFilter(String kind, String period, boolean refusedOnly, Optional<UserId> user, Optional<UUID> before) {
    static final Map<String, Duration> PERIODS = Map.of(
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7),
            "month", Duration.ofDays(30));

    static ActivityFilter read(MultivaluedMap<String, String> query) {
        return new ActivityFilter(
                said(query, "kind"),
                said(query, "period"),
                said(query, "refused").equals("true"),
                UserId.parse(said(query, "user")),
                uuid(said(query, "before")));
    }

    private static String said(MultivaluedMap<String, String> query, String name) {
        return Optional.ofNullable(query.getFirst(name)).orElse("").strip();
    }

    private static Optional<UUID> uuid(String text) {
        return UserId.parse(text).map(UserId::value);
    }

    ActivityQuery toQuery(Instant now, int limit) {
        return new ActivityQuery(
                user,
                ActivityKind.of(kind),
                Optional.ofNullable(PERIODS.get(period)).map(now::minus),
                Optional.empty(),
                refusedOnly,
                before,
                limit);
    }

    /** Whether anything is left out. */
    boolean narrows() {
        return !kind.isEmpty() || !period.isEmpty() || refusedOnly || user.isPresent();
    }

    /** The address of the newest entries. */
    String newest() {
        return "?kind=" + Paths.encoded(kind) + "&period=" + Paths.encoded(period)
                + (refusedOnly ? "&refused=true" : "")
                + user.map(id -> "&user=" + id).orElse("");
    }

    /** The address of those before that one. */
    String olderThan(UUID entry) {
        return newest() + "&before=" + entry;
    }
}
