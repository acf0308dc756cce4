package io.rollcall.server.events.receipts;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventType;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.retention.Retention;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Receipts of offboardings: of the events that a user was deactivated or deleted. A receipt says when a receiver acknowledged
 * the event.
 *
 * <p>A feature that sends events calls {@link #acknowledged} in the transaction in which it records that a receiver has answered.
 */
@Singleton
public final class EventReceipts {
    private static final Set<String> TYPES = Set.of(EventType.USER_DEACTIVATED.label(), EventType.USER_DELETED.label());

    private static final String NAME = "[A-Za-z0-9._-]{1,64}";
    private static final String PRODUCT = "product";

    /** Maximum number of names by which the product acknowledges an event. */
    private static final int MAX_PRODUCTS = 20;

    /** Positions per statement. */
    private static final int BATCH = 500;

    private final Database database;
    private final Clock clock;

    @Inject
    public EventReceipts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
        database.register(ReceiptMapper.class);
        database.register(OffboardingMapper.class);
    }

    /** Returns whether events of that type keep receipts. */
    public static boolean areKeptOf(String type) {
        return TYPES.contains(type);
    }

    /**
     * Records that a receiver has acknowledged events: that it answered with 2xx, or whatever confirms delivery there. Positions
     * of other events than offboardings, and repeated acknowledgements, have no effect. Callers that know the types of their
     * events leave out those that {@link #areKeptOf} excludes, so that most calls send no statement:
     *
     * <pre>{@code receipts.acknowledged(tx, Receiver.webhook(organization, id, created), positionsOfOffboardings);}</pre>
     */
    public void acknowledged(Transaction tx, Receiver receiver, Collection<Long> positions) {
        List<Long> all = List.copyOf(positions);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (int start = 0; start < all.size(); start += BATCH) {
            tx.mapper(ReceiptMapper.class).add(receiver, all.subList(start, Math.min(start + BATCH, all.size())), now);
        }
    }

    /**
     * Records that the product has acted upon an event. An acknowledgement of another event than an offboarding has no effect.
     *
     * @param scope the only organization of the caller; empty for operators
     * @param by the part of the product, such as {@code billing}; by default {@code product}
     * @throws Refusal NOT_FOUND if there is no such event, INVALID if the name is invalid, CONFLICT if there are too many names
     */
    public void acknowledge(Optional<OrganizationId> scope, String eventId, Optional<String> by) {
        String name = by.orElse(PRODUCT);
        if (!name.matches(NAME)) {
            throw Refusal.invalid(
                            "The name has 1 to 64 letters, digits, '.', '_' or '-'. It names a system, not a person.")
                    .about("by");
        }
        long position = find(scope, eventId)
                .orElseThrow(
                        () -> Refusal.notFound(
                                "No event has this ID, or this key doesn't administer its organization. Events are kept for a while only."));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        database.write(tx -> {
            ReceiptMapper mapper = tx.mapper(ReceiptMapper.class);
            if (mapper.countProducts(position, name) >= MAX_PRODUCTS) {
                throw Refusal.conflict("This event was acknowledged by " + MAX_PRODUCTS
                        + " names, the maximum. Use the same names again.");
            }
            return mapper.add(Receiver.product(scope, name), List.of(position), now);
        });
    }

    private Optional<Long> find(Optional<OrganizationId> scope, String eventId) {
        return TimeOrderedId.parse(eventId).flatMap(id -> {
            Instant occurred = TimeOrderedId.time(id);
            return database.read(tx -> {
                ReceiptMapper mapper = tx.mapper(ReceiptMapper.class);
                return scope.isPresent()
                        ? mapper.findEvent(scope.get(), id.toString(), occurred)
                        : mapper.findEventOfAny(id.toString(), occurred);
            });
        });
    }

    /** Removes up to {@code most} rows of an organization that is being deleted, and returns their number. */
    public int remove(OrganizationId organizationId, int most) {
        int receipts = database.write(tx -> tx.mapper(ReceiptMapper.class).remove(organizationId, most));
        return receipts > 0
                ? receipts
                : database.write(tx -> tx.mapper(OffboardingMapper.class).remove(organizationId, most));
    }

    /** Deletes offboardings and their receipts when they are as old as events become. @return the number of deleted rows */
    public long prune(Retention retention, Duration age) {
        return retention.prune(age, "event receipts", ReceiptMapper.class)
                + retention.prune(age, "offboardings", OffboardingMapper.class);
    }
}
