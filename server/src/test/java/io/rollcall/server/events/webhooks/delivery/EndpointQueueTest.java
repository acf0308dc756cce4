package io.rollcall.server.events.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.events.webhooks.Delivery;
import io.rollcall.server.events.webhooks.Delivery.Attempt;
import io.rollcall.server.events.webhooks.Delivery.Status;
import io.rollcall.server.events.webhooks.delivery.Line.Item;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Order of the deliveries to an endpoint, and the position that another server would continue from. */
class EndpointQueueTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");
    private static final UUID WEBHOOK = new UUID(1, 2);

    private final EndpointQueue queue = new EndpointQueue(List.of(), 0);

    private boolean add(long position, String user) {
        return add(position, user, true);
    }

    private boolean add(long position, String user, boolean kept) {
        LoggedEvent event = new LoggedEvent(
                position,
                new UUID(0, position).toString(),
                new OrganizationId(7),
                "acme",
                "user",
                user,
                1,
                "user.updated",
                NOW,
                "",
                "{}",
                Optional.empty());
        boolean stored = queue.add(event, Delivery.of(event, WEBHOOK, NOW), kept);
        queue.readTo(position);
        return stored;
    }

    private Item next() {
        return queue.next(NOW).orElseThrow();
    }

    private List<Delivery> fail(Item item) {
        return queue.putBack(
                item,
                item.delivery()
                        .after(new Attempt(1, 500, "", ""), Status.PENDING, Optional.of(NOW.plusSeconds(5)), NOW));
    }

    private static long position(Item item) {
        return item.delivery().position();
    }

    @Test
    void attemptsOneEventOfAUserAtATime() {
        add(1, "jane");
        add(2, "jane");
        add(3, "john");

        Item jane = next();
        assertThat(position(jane)).isEqualTo(1);
        assertThat(position(next())).isEqualTo(3);
        assertThat(queue.next(NOW)).isEmpty();

        queue.remove(jane);
        assertThat(position(next())).isEqualTo(2);
    }

    @Test
    void storesAFailedEventAndThoseBehindIt() {
        add(1, "jane");
        add(2, "jane");
        add(3, "john");

        List<Delivery> stored = fail(next());

        assertThat(stored).extracting(Delivery::position).containsExactly(1L, 2L);
        assertThat(add(4, "jane")).isTrue();
        assertThat(add(5, "john")).isFalse();
        assertThat(queue.stored()).isEqualTo(3);
        assertThat(queue.position()).as("of john's first").isEqualTo(2);
    }

    @Test
    void passesAPositionWhenAllEventsBelowAreDone() {
        add(1, "jane");
        add(2, "john");
        queue.readTo(10);
        Item jane = next();
        Item john = next();

        queue.remove(john);
        assertThat(queue.position()).isZero();
        queue.remove(jane);
        assertThat(queue.position()).isEqualTo(10);
    }

    @Test
    void continuesALineWhenItsFirstEventIsDueAndDone() {
        add(1, "jane");
        add(2, "jane");
        fail(next());
        assertThat(queue.next(NOW.plusSeconds(4))).isEmpty();

        Item again = queue.next(NOW.plusSeconds(5)).orElseThrow();
        assertThat(position(again)).isEqualTo(1);
        assertThat(again.event()).as("read again, as it may be redacted").isEmpty();
        queue.remove(again);
        Item held = next();
        assertThat(position(held)).isEqualTo(2);
        queue.remove(held);

        assertThat(queue.stored()).isZero();
        assertThat(add(3, "jane")).as("the line is free").isFalse();
    }

    @Test
    void countsTheEventsInMemoryUntilTheyAreDoneOrStored() {
        add(1, "jane");
        add(2, "john");
        add(3, "john");
        assertThat(queue.length()).isEqualTo(6);

        queue.remove(next());
        assertThat(queue.length()).isEqualTo(4);
        fail(next());

        assertThat(queue.length()).isZero();
    }

    @Test
    void deliversAnEventThatDoesNotStayInMemory() {
        add(1, "jane", false);

        assertThat(queue.length()).isZero();
        assertThat(queue.outstanding()).isEqualTo(1);
        Item jane = next();
        assertThat(jane.event()).isEmpty();
        assertThat(jane.stored()).isFalse();
        queue.remove(jane);
        assertThat(queue.position()).isEqualTo(1);
    }

    @Test
    void continuesWithStoredDeliveriesOfAnotherServer() {
        add(1, "jane");
        add(2, "jane");
        List<Delivery> stored = fail(next());
        EndpointQueue heir = new EndpointQueue(stored, 2);

        assertThat(heir.stored()).isEqualTo(2);
        assertThat(heir.position()).isEqualTo(2);
        assertThat(heir.next(NOW)).isEmpty();
        assertThat(heir.next(NOW.plusSeconds(5)).map(EndpointQueueTest::position))
                .contains(1L);
    }

    @Test
    void makesFailedEventsDueWhenTheEndpointHasRecovered() {
        add(1, "jane");
        fail(next());
        assertThat(queue.next(NOW)).isEmpty();

        queue.hurry();

        assertThat(position(next())).isEqualTo(1);
    }

    @Test
    void keepsAnEventWhoseAttemptDidNotBegin() {
        add(1, "jane");
        add(2, "john");
        Item jane = next();

        queue.release(jane);

        assertThat(next()).isEqualTo(jane);
        assertThat(queue.position()).isZero();
    }
}
