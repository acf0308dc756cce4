package io.rollcall.server.events.receipts;

import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deactivation or deletion of a user, with the receipts of its event.
 *
 * @param overdue whether a receiver has not acknowledged it in time
 * @param receipts oldest first
 * @param missing registered receivers that have not acknowledged it
 */
public record Offboarding(Request request, boolean overdue, List<Receipt> receipts, List<Receiver> missing) {
    public Offboarding {
        receipts = List.copyOf(receipts);
        missing = List.copyOf(missing);
    }

    /** Returns the number of receivers, with a receipt or without. */
    int receivers() {
        return receipts.size() + missing.size();
    }

    /**
     * Offboarding without its receipts.
     *
     * @param position of the event
     * @param version of the user after the change
     * @param type of the event
     * @param requested time of the change
     * @param readable time at which receivers could read the event
     */
    public record Request(
            OrganizationId organization,
            long position,
            String eventId,
            String userId,
            int version,
            String type,
            Instant requested,
            Instant readable,
            State state,
            int missing) {
        static Request read(Row row) {
            return new Request(
                    row.organizationId(1),
                    row.longNumber(2),
                    row.text(3),
                    row.text(4),
                    row.number(5),
                    row.text(6),
                    row.instant(7),
                    row.instant(8),
                    State.values()[row.number(9)],
                    row.number(10));
        }

        /** Returns the time from the request until then. Clocks of two servers may differ, so it is zero at least. */
        public Duration until(Instant then) {
            Duration passed = Duration.between(requested, then);
            return passed.isNegative() ? Duration.ZERO : passed;
        }
    }

    /** State as of the last check, by the number that is stored. */
    public enum State {
        PENDING,
        OVERDUE,
        SETTLED
    }

    /** Acknowledgement of an offboarding. */
    public record Receipt(long position, Receiver.Kind kind, OrganizationId owner, String name, Instant acknowledged) {
        static Receipt read(Row row) {
            return new Receipt(
                    row.longNumber(1),
                    Receiver.Kind.of(row.number(2)),
                    row.organizationId(3),
                    row.text(4),
                    row.instant(5));
        }
    }
}
