package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.http.overload.EvictionQueue.Evictable.Origin;
import io.rollcall.server.http.overload.EvictionQueue.Position;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvictionQueueTest {
    private static final Origin CLIENT = new Origin("192.0.2.1", false);
    private static final Origin GREEDY = new Origin("198.51.100.1", false);
    private static final Origin PROXY = new Origin("10.0.0.1", true);
    private static final int MANY = 2_048;

    private final AtomicLong steps = new AtomicLong();
    private final EvictionQueue<Open> queue = new EvictionQueue<>((one, other) -> {
        steps.incrementAndGet();
        return Position.ORDER.compare(one, other);
    });

    private final AtomicLong time = new AtomicLong();

    @Test
    void takesFromTheOriginWithTheMostConnectionsAndNeverFromASmallerOne() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            EvictionQueue<Open> mixed = new EvictionQueue<>();
            Map<Origin, Integer> counts = new HashMap<>();
            for (int number = 0; number < 60; number++) {
                Open open = opened(origin(random.nextInt(1 + random.nextInt(12))));
                open.waiting = random.nextInt(3) > 0;
                open.proven = random.nextBoolean();
                mixed.add(open);
                counts.merge(open.origin, 1, Integer::sum);
            }
            Origin arrival = origin(random.nextInt(14));
            counts.merge(arrival, 1, Integer::sum);
            for (Open victim : mixed.evict(Optional.of(arrival), 1 + random.nextInt(3), random.nextInt(5))) {
                assertThat(counts.get(victim.origin))
                        .isEqualTo(counts.values().stream()
                                .mapToInt(count -> count)
                                .max()
                                .orElseThrow());
                counts.merge(victim.origin, -1, Integer::sum);
            }
            counts.merge(arrival, -1, Integer::sum);
            counts.forEach((origin, count) -> assertThat(mixed.count(origin)).isEqualTo(count));
        }
    }

    @Test
    void takesTheOneThatHasWaitedForLongestAndProvenOnesLast() {
        Open proven = add(GREEDY);
        proven.proven = true;
        Open idle = add(GREEDY);
        Open readsSlowly = add(GREEDY);
        Open inWork = add(GREEDY);
        inWork.waiting = false;
        Open usedAgain = add(GREEDY);
        add(CLIENT);
        idle.waitsSince = time.incrementAndGet();
        usedAgain.waitsSince = time.incrementAndGet();
        assertThat(queue.evict(Optional.empty(), 4, 0)).containsExactly(readsSlowly, idle, usedAgain, proven);
    }

    @Test
    void takesNoOnlyConnectionWhileAnotherOriginHasTwo() {
        Open only = add(CLIENT);
        List<Open> others = List.of(add(GREEDY), add(GREEDY));
        others.forEach(other -> other.proven = true);
        assertThat(queue.evict(Optional.of(origin(1)), 1, 5)).containsExactly(others.get(0));
        Open newer = add(origin(2));
        assertThat(queue.evict(Optional.of(origin(1)), 1, 5)).containsExactly(only);
        assertThat(queue.evict(Optional.of(GREEDY), 1, 0)).containsExactly(others.get(1));
        assertThat(queue.evict(Optional.empty(), 0, 5)).isEmpty();
        assertThat(queue.evict(Optional.empty(), 5, 5)).containsExactly(newer);
    }

    @Test
    void takesOneOfTheNewOriginsOwnIfItHasTheMost() {
        Open own = add(GREEDY);
        Open other = add(CLIENT);
        assertThat(queue.evict(Optional.of(GREEDY), 1, 0)).containsExactly(own);
        other.waiting = false;
        assertThat(queue.evict(Optional.of(CLIENT), 1, 0)).isEmpty();
    }

    @Test
    void knowsWhoHasTheMostAmongSeveral() {
        add(GREEDY);
        add(GREEDY);
        assertThat(queue.hasMost(GREEDY)).as("alone").isFalse();
        add(CLIENT);
        for (int number = 0; number < 9; number++) {
            add(PROXY);
        }
        assertThat(queue.hasMost(GREEDY)).isTrue();
        assertThat(queue.hasMost(CLIENT)).isFalse();
        assertThat(queue.hasMost(PROXY)).isFalse();
        assertThat(queue.hasMost(origin(1))).isFalse();
    }

    @Test
    void takesThoseOfATrustedProxyAfterThoseOfOthersThatHaveSeveral() {
        List<Open> proxied =
                IntStream.range(0, 10).mapToObj(number -> add(PROXY)).toList();
        Open only = add(CLIENT);
        List<Open> greedy = List.of(add(GREEDY), add(GREEDY));
        assertThat(queue.evict(Optional.of(PROXY), 2, 0)).containsExactly(greedy.get(0), proxied.get(0));
        proxied.get(1).waitsSince = time.incrementAndGet();
        assertThat(queue.evict(Optional.of(PROXY), 2, 0)).containsExactly(proxied.get(2), proxied.get(3));
        assertThat(queue.count(CLIENT)).isEqualTo(1);
        assertThat(only.isWaiting()).isTrue();
    }

    @Test
    void sparesProvenConnectionsBeyondThoseThatAreNeeded() {
        Open proven = add(GREEDY);
        proven.proven = true;
        add(GREEDY);
        add(GREEDY);
        add(CLIENT);
        assertThat(queue.evict(Optional.of(CLIENT), 1, 10)).hasSize(2).doesNotContain(proven);
    }

    /** As are those whose refusals are delayed. */
    @Test
    void dropsAStrangersRequestForAClientWithFarFewerConnections() {
        for (int number = 0; number < 512; number++) {
            add(GREEDY).waiting = false;
        }
        add(CLIENT);
        steps.set(0);
        assertThat(queue.evict(Optional.of(CLIENT), 1, 100))
                .singleElement()
                .extracting(open -> open.origin)
                .isEqualTo(GREEDY);
        assertThat(steps.get()).isLessThan(3_000);
        assertThat(queue.evict(Optional.of(GREEDY), 1, 0)).isEmpty();
    }

    @Test
    void dropsNoRequestOfAClientThatIsKnown() {
        for (int number = 0; number < 50; number++) {
            Open open = add(GREEDY);
            open.proven = true;
            open.waiting = false;
        }
        add(CLIENT);
        assertThat(queue.evict(Optional.of(CLIENT), 1, 1)).isEmpty();
        assertThat(queue.count()).isEqualTo(51);
    }

    @Test
    void looksAtFewConnectionsForEachThatGoes() {
        for (int number = 0; number < MANY; number++) {
            add(origin(number % 12));
        }
        for (int round = 0; round < 1_000; round++) {
            steps.set(0);
            Origin arrival = origin(round % 20);
            assertThat(queue.evict(Optional.of(arrival), 1, 0)).hasSize(1);
            add(arrival);
            assertThat(steps.get()).isLessThan(300);
        }
    }

    private Open add(Origin origin) {
        Open open = opened(origin);
        queue.add(open);
        return open;
    }

    private Open opened(Origin origin) {
        return new Open(origin, time.incrementAndGet());
    }

    private static Origin origin(int number) {
        return new Origin("203.0.113." + number, false);
    }

    /** A connection; a look at it counts as a step. */
    private final class Open implements EvictionQueue.Evictable {
        private final Origin origin;
        private long waitsSince;
        private boolean waiting = true;
        private boolean proven;

        private Open(Origin origin, long waitsSince) {
            this.origin = origin;
            this.waitsSince = waitsSince;
        }

        @Override
        public Origin origin() {
            return origin;
        }

        @Override
        public boolean isWaiting() {
            steps.incrementAndGet();
            return waiting;
        }

        @Override
        public boolean isProven() {
            return proven;
        }

        @Override
        public long waitsSince() {
            return waitsSince;
        }
    }
}
