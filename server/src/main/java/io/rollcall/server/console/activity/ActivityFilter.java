package io.rollcall.server.console.activity;

import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.kernel.UserId;
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

    static ActivityFilter read(QueryString query) {
        return new ActivityFilter(
                query.text("kind"),
                query.text("period"),
                query.text("refused").equals("true"),
                UserId.parse(query.text("user")),
                uuid(query.text("before")));
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
        return "?kind=" + ConsolePaths.encoded(kind) + "&period=" + ConsolePaths.encoded(period)
                + (refusedOnly ? "&refused=true" : "")
                + user.map(id -> "&user=" + id).orElse("");
    }

    /** The address of those before that one. */
    String olderThan(UUID entry) {
        return newest() + "&before=" + entry;
    }
}
