package io.rollcall.server.console.activity;

import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Filter of the activity page.
 *
 * @param kind label of the kind; blank for any
 * @param period key of {@link #PERIODS}; blank for all time
 * @param before only entries before this one
 */
record ActivityFilter(String kind, String period, boolean refusedOnly, Optional<UserId> user, Optional<UUID> before) {
    static final Map<String, Duration> PERIODS = Map.of(
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7),
            "month", Duration.ofDays(30));

    static ActivityFilter read(QueryString query) {
        return new ActivityFilter(
                query.text("kind"),
                query.text("period"),
                query.text("refused").equals("true"),
                UserId.parse(query.text("user")),
                TimeOrderedId.parse(query.text("before")));
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

    /** Returns whether the filter excludes anything. */
    boolean narrows() {
        return !kind.isEmpty() || !period.isEmpty() || refusedOnly || user.isPresent();
    }

    /** Returns the address of the newest entries. */
    String newest() {
        return "?kind=" + ConsolePaths.encoded(kind) + "&period=" + ConsolePaths.encoded(period)
                + (refusedOnly ? "&refused=true" : "")
                + user.map(id -> "&user=" + id).orElse("");
    }

    /** Returns the address of the entries before that one. */
    String olderThan(UUID entry) {
        return newest() + "&before=" + entry;
    }
}
