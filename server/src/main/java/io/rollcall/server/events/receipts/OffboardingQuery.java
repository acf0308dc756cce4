package io.rollcall.server.events.receipts;

import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Query for offboardings of an organization, newest first.
 *
 * @param from earliest request, inclusive
 * @param until latest request, exclusive
 * @param overdue only those that are overdue, or are not
 * @param after position of the last one of the previous page
 */
public record OffboardingQuery(
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Boolean> overdue,
        Optional<String> user,
        Optional<Long> after,
        int limit) {

    /** Returns a query for the newest offboardings of a user. */
    public static OffboardingQuery of(UserId user, int limit) {
        return new OffboardingQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(user.toString()),
                Optional.empty(),
                limit);
    }

    /**
     * Returns whether few rows are read. Those of one user are few; the receipts of many are thousands, and nearly all offboardings may
     * be overdue, so that one for the others is not served by an index.
     */
    public boolean isQuick() {
        return user.isPresent() && overdue.orElse(true);
    }
}
