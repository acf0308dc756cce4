package io.rollcall.server.events.receipts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.database.Database;
import io.rollcall.server.events.EventType;
import io.rollcall.server.events.Events;
import io.rollcall.server.events.NewEvent;
import io.rollcall.server.events.receipts.Offboarding.Receipt;
import io.rollcall.server.events.receipts.Offboarding.Request;
import io.rollcall.server.events.receipts.Offboarding.State;
import io.rollcall.server.events.receipts.OffboardingMapper.Missing;
import io.rollcall.server.events.receipts.Subscriptions.Expected;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Check for offboardings that a registered receiver has not acknowledged in time. Each gets one event, by whichever server finds
 * it first, and is checked again until all receivers have acknowledged it. A run reads a bounded number of rows, by an index of
 * those that are due or overdue.
 */
@Singleton
public final class OverdueOffboardings {
    private static final int BATCH = 500;

    /** Receivers that an event names, since it is stored and sent to all of them. */
    private static final int MAX_NAMED = 20;

    /** Batches per run. */
    private static final int MAX_BATCHES = 10;

    private static final Position BEGINNING = new Position(Instant.EPOCH, 0);

    private final Database database;
    private final Events events;
    private final ConsumerReceipts consumers;
    private final Subscriptions subscriptions;
    private final Clock clock;
    private final Duration overdueAfter;
    private final AtomicReference<Position> checked = new AtomicReference<>(BEGINNING);
    private final Map<Receiver.Kind, AtomicLong> overdue = new EnumMap<>(Receiver.Kind.class);

    /** Place in the order in which overdue offboardings are checked. */
    private record Position(Instant requested, long position) {
        static Position of(Request request) {
            return new Position(request.requested(), request.position());
        }
    }

    @Inject
    public OverdueOffboardings(
            Database database,
            Events events,
            ConsumerReceipts consumers,
            Subscriptions subscriptions,
            Clock clock,
            Offboardings.Config config,
            MeterRegistry meters) {
        this.database = database;
        this.events = events;
        this.consumers = consumers;
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.overdueAfter = config.overdueAfter();
        database.register(OffboardingMapper.class);
        database.register(ReceiptMapper.class);
        database.register(Request.class, Request::read);
        database.register(Receipt.class, Receipt::read);
        database.register(Missing.class, Missing::read);
        for (Receiver.Kind kind : Receiver.Kind.registered()) {
            AtomicLong count = new AtomicLong();
            overdue.put(kind, count);
            Gauge.builder("rollcall.offboardings.overdue", count, AtomicLong::get)
                    .description("Deactivated and deleted users that a receiver has not acknowledged in time")
                    .tag("receiver", kind.label())
                    .register(meters);
        }
    }

    /** Checks offboardings that are due, then overdue ones, where the last run ended, and updates the metric. */
    public void run() {
        consumers.catchUp();
        Expected expected = subscriptions.list();
        checkDue(expected);
        checkOverdue(expected);
        measure();
    }

    private void checkDue(Expected expected) {
        Instant until = clock.instant().minus(overdueAfter);
        List<Request> due;
        int batches = 0;
        do {
            due = database.read(tx -> tx.mapper(OffboardingMapper.class).listDue(until, BATCH));
            check(due, expected);
            batches++;
        } while (due.size() == BATCH && batches < MAX_BATCHES);
    }

    private void checkOverdue(Expected expected) {
        for (int batches = 0; batches < MAX_BATCHES; batches++) {
            Position last = checked.get();
            List<Request> some = database.read(
                    tx -> tx.mapper(OffboardingMapper.class).listOverdue(last.requested(), last.position(), BATCH));
            check(some, expected);
            if (some.size() < BATCH) {
                checked.set(BEGINNING);
                return;
            }
            checked.set(Position.of(some.get(some.size() - 1)));
        }
    }

    private void check(List<Request> requests, Expected expected) {
        List<Request> rest = requests;
        while (!rest.isEmpty()) {
            List<Request> next = rest;
            ReceiptBatch batch =
                    database.read(tx -> ReceiptBatch.read(next, tx.mapper(ReceiptMapper.class)::listOfAll));
            check(batch, expected);
            rest = rest.subList(batch.requests().size(), rest.size());
        }
    }

    private void check(ReceiptBatch batch, Expected expected) {
        List<Long> settled = new ArrayList<>();
        for (Request request : batch.requests()) {
            List<Receiver> missing = expected.missing(request, batch.of(request));
            if (missing.isEmpty()) {
                settled.add(request.position());
            } else {
                note(request, missing);
            }
        }
        if (!settled.isEmpty()) {
            database.write(tx -> tx.mapper(OffboardingMapper.class).settle(settled));
        }
    }

    private void note(Request request, List<Receiver> missing) {
        int kinds = missing.stream()
                .map(Receiver::kind)
                .distinct()
                .mapToInt(Receiver.Kind::number)
                .sum();
        if (request.state() == State.PENDING) {
            database.write(tx -> {
                int marked = tx.mapper(OffboardingMapper.class)
                        .markOverdue(request.organization(), request.position(), kinds);
                if (marked > 0) {
                    events.record(tx, event(request, missing));
                }
                return marked;
            });
        } else if (request.missing() != kinds) {
            database.write(tx ->
                    tx.mapper(OffboardingMapper.class).setMissing(request.organization(), request.position(), kinds));
        }
    }

    private static NewEvent event(Request request, List<Receiver> missing) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("id", request.userId())
                .put("event", request.eventId())
                .put("type", request.type())
                .put("requested", request.requested().toString());
        ArrayNode receivers = data.putArray("missing");
        missing.stream().limit(MAX_NAMED).forEach(receiver -> receivers
                .addObject()
                .put("kind", receiver.kind().label())
                .put("name", receiver.name()));
        return new NewEvent(
                request.organization(),
                EventType.USER_OFFBOARDING_OVERDUE,
                request.userId(),
                request.version(),
                "",
                data.toString());
    }

    private void measure() {
        List<Missing> counts =
                database.read(tx -> tx.mapper(OffboardingMapper.class).countMissing());
        overdue.forEach((kind, count) -> count.set(counts.stream()
                .filter(found -> (found.missing() & kind.number()) != 0)
                .mapToLong(Missing::count)
                .sum()));
    }
}
