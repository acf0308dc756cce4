package io.rollcall.server.events.receipts;

import io.rollcall.server.config.Settings;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Row;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.receipts.Offboarding.Receipt;
import io.rollcall.server.events.receipts.Offboarding.Request;
import io.rollcall.server.events.receipts.Subscriptions.Expected;
import io.rollcall.server.kernel.OrganizationId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reader of offboardings with their receipts. */
@Singleton
public final class Offboardings {
    /** Period of {@link #delays}. */
    public static final int DELAY_DAYS = 30;

    /** Maximum number of receipts of which delays are computed. */
    private static final int MAX_DELAYS = 10_000;

    /** Receivers, with a receipt or without, after which a page ends. */
    private static final int MAX_RECEIVERS = 5_000;

    private final Database database;
    private final Subscriptions subscriptions;
    private final Clock clock;
    private final Duration overdueAfter;

    @Inject
    public Offboardings(Database database, Subscriptions subscriptions, Clock clock, Config config) {
        this.database = database;
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.overdueAfter = config.overdueAfter();
        database.register(OffboardingMapper.class);
        database.register(ReceiptMapper.class);
        database.register(Request.class, Request::read);
        database.register(Receipt.class, Receipt::read);
        database.register(Overdue.class, Overdue::read);
    }

    /**
     * Settings of offboardings.
     *
     * @param overdueAfter time in which all receivers acknowledge an offboarding
     */
    public record Config(Duration overdueAfter) {
        private static final int MAX_SECONDS = 2_592_000;

        public static Config read(Settings settings) {
            return new Config(Duration.ofSeconds(settings.integer("events.receipt-overdue-seconds", 1, MAX_SECONDS)));
        }
    }

    /** Part of a list. @param next the position to continue after; empty on the last page */
    public record Page(List<Offboarding> offboardings, Optional<Long> next) {
        public Page {
            offboardings = List.copyOf(offboardings);
        }
    }

    /**
     * Overdue offboardings of an organization, as of the last check.
     *
     * @param since time of the earliest request; empty if there is none
     * @param latest time of the latest request
     */
    public record Overdue(long count, Optional<Instant> since, Optional<Instant> latest) {
        static Overdue read(Row row) {
            return new Overdue(row.longNumber(1), row.optionalInstant(2), row.optionalInstant(3));
        }
    }

    /** Returns offboardings, fewer than the limit if they have many receivers. */
    public Page list(OrganizationId organization, OffboardingQuery query) {
        Expected expected = subscriptions.list();
        return database.read(tx -> list(tx, organization, query, expected));
    }

    private Page list(Transaction tx, OrganizationId organization, OffboardingQuery query, Expected expected) {
        ReceiptMapper mapper = tx.mapper(ReceiptMapper.class);
        List<Request> rest = tx.mapper(OffboardingMapper.class).page(organization, query);
        boolean more = rest.size() == query.limit();
        List<Offboarding> found = new ArrayList<>();
        Optional<Long> last = Optional.empty();
        int receivers = 0;
        while (!rest.isEmpty() && receivers < MAX_RECEIVERS) {
            ReceiptBatch batch =
                    ReceiptBatch.read(rest, (positions, limit) -> mapper.list(organization, positions, limit));
            int read = 0;
            while (read < batch.requests().size() && receivers < MAX_RECEIVERS) {
                Request request = batch.requests().get(read);
                Offboarding offboarding = offboarding(request, batch.of(request), expected);
                if (query.overdue().orElse(offboarding.overdue()) == offboarding.overdue()) {
                    found.add(offboarding);
                    receivers += offboarding.receivers();
                }
                last = Optional.of(request.position());
                read++;
            }
            rest = rest.subList(read, rest.size());
        }
        return new Page(found, more || !rest.isEmpty() ? last : Optional.empty());
    }

    private Offboarding offboarding(Request request, List<Receipt> receipts, Expected expected) {
        List<Receiver> missing = expected.missing(request, receipts);
        boolean late = !request.requested().plus(overdueAfter).isAfter(clock.instant());
        return new Offboarding(request, late && !missing.isEmpty(), receipts, missing);
    }

    /** Returns the overdue offboardings of the organization. */
    public Overdue overdue(OrganizationId organization) {
        return database.read(tx -> tx.mapper(OffboardingMapper.class).countOverdue(organization));
    }

    /** Returns the user whose offboarding is overdue for the longest time. */
    public Optional<String> longestOverdue(OrganizationId organization) {
        return database.read(tx -> tx.mapper(OffboardingMapper.class).longestOverdue(organization));
    }

    /** Returns how long receivers took to acknowledge the offboardings of the last {@link #DELAY_DAYS} days. */
    public Delays delays(OrganizationId organization) {
        Instant from = clock.instant().minus(DELAY_DAYS, ChronoUnit.DAYS);
        return Delays.of(database.read(tx -> tx.mapper(ReceiptMapper.class).delays(organization, from, MAX_DELAYS)));
    }
}
