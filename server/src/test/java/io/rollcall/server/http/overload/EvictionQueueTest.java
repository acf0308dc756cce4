package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.http.overload.EvictionQueue.Evictable.Origin;
import io.rollcall.server.http.overload.EvictionQueue.Evictable.Standing;
import io.rollcall.server.http.overload.EvictionQueue.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
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
    void takesFromTheOriginWithTheMostConnectionsAmongThoseWithStrangers() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            EvictionQueue<Open> mixed = new EvictionQueue<>();
            Map<Origin, Integer> counts = new HashMap<>();
            List<Open> all = new ArrayList<>();
            for (int number = 0; number < 60; number++) {
                Open open = opened(origin(random.nextInt(1 + random.nextInt(12))));
                open.waiting = random.nextInt(3) > 0;
                open.proven = random.nextBoolean();
                open.ofKnown = random.nextBoolean();
                mixed.add(open);
                all.add(open);
                counts.merge(open.origin, 1, Integer::sum);
            }
            Origin arrival = origin(random.nextInt(14));
            counts.merge(arrival, 1, Integer::sum);
            for (Open victim : mixed.evict(Optional.of(arrival), false, 1 + random.nextInt(3), random.nextInt(5))) {
                Set<Origin> withStrangers = all.stream()
                        .filter(open -> open.standing() == Standing.STRANGER)
                        .map(Open::origin)
                        .collect(Collectors.toSet());
                int most = counts.entrySet().stream()
                        .filter(entry -> withStrangers.isEmpty() || withStrangers.contains(entry.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .max()
                        .orElseThrow();
                assertThat(counts.get(victim.origin)).isEqualTo(most);
                assertThat(withStrangers.isEmpty() || withStrangers.contains(victim.origin))
                        .isTrue();
                counts.merge(victim.origin, -1, Integer::sum);
                all.remove(victim);
            }
            counts.merge(arrival, -1, Integer::sum);
            counts.forEach((origin, count) -> assertThat(mixed.count(origin)).isEqualTo(count));
        }
    }

    @Test
    void removesAClosedConnectionWithoutWaitingForASearch() throws InterruptedException {
        CountDownLatch searching = new CountDownLatch(1);
        CountDownLatch removed = new CountDownLatch(1);
        EvictionQueue<Open> slow = new EvictionQueue<>((one, other) -> {
            if (steps.get() > 0) {
                searching.countDown();
                awaitUninterruptibly(removed);
            }
            return Position.ORDER.compare(one, other);
        });
        Open closed = opened(CLIENT);
        slow.add(closed);
        steps.set(1);
        Thread search = new Thread(() -> slow.add(opened(CLIENT)));
        search.start();
        searching.await();

        slow.remove(closed);

        removed.countDown();
        search.join();
        assertThat(slow.count()).isEqualTo(1);
        assertThat(slow.count(CLIENT)).isEqualTo(1);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void takesTheOneThatHasWaitedForLongest() {
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
        assertThat(queue.evict(Optional.empty(), false, 3, 0)).containsExactly(readsSlowly, idle, usedAgain);
    }

    @Test
    void takesNoOnlyConnectionWhileAnotherOriginHasTwo() {
        Open only = add(CLIENT);
        List<Open> others = List.of(add(GREEDY), add(GREEDY));
        assertThat(queue.evict(Optional.of(origin(1)), false, 1, 5)).containsExactly(others.get(0));
        Open newer = add(origin(2));
        assertThat(queue.evict(Optional.of(origin(1)), false, 1, 5)).containsExactly(only);
        assertThat(queue.evict(Optional.of(GREEDY), false, 1, 0)).containsExactly(others.get(1));
        assertThat(queue.evict(Optional.empty(), false, 0, 5)).isEmpty();
        assertThat(queue.evict(Optional.empty(), false, 5, 5)).containsExactly(newer);
    }

    /** As attackers are who have as many addresses as connections. */
    @Test
    void takesStrangersBeforeTheConnectionsOfAKnownClient() {
        for (int number = 0; number < 8; number++) {
            Open open = opened(CLIENT);
            open.proven = number % 2 == 0;
            open.ofKnown = true;
            queue.add(open);
        }
        List<Open> strangers =
                IntStream.range(0, 100).mapToObj(number -> add(origin(number))).toList();
        assertThat(queue.hasMost(CLIENT, true)).isFalse();
        assertThat(queue.evict(Optional.of(CLIENT), true, 1, 5)).containsExactly(strangers.get(0));
        assertThat(queue.evict(Optional.of(origin(200)), false, 2, 5))
                .containsExactly(strangers.get(1), strangers.get(2));
        strangers.forEach(stranger -> stranger.waiting = false);
        assertThat(queue.evict(Optional.of(CLIENT), true, 1, 5))
                .singleElement()
                .extracting(Open::origin)
                .isNotEqualTo(CLIENT);
        assertThat(queue.evict(Optional.of(origin(201)), false, 1, 0)).isEmpty();
        assertThat(queue.count(CLIENT)).isEqualTo(8);
    }

    /** As those of a token that was stolen are, which may come from any number of addresses. */
    @Test
    void countsProvenConnectionsToTheHolderOfTheirCredential() {
        List<Open> customers =
                IntStream.range(0, 8).mapToObj(number -> add(CLIENT)).toList();
        customers.forEach(open -> prove(open, "#customer"));
        List<Open> stolen =
                IntStream.range(0, 100).mapToObj(number -> add(origin(number))).toList();
        stolen.forEach(open -> prove(open, "#stolen"));
        assertThat(queue.hasMost(CLIENT, true)).isFalse();
        assertThat(queue.evict(Optional.of(CLIENT), true, 2, 0)).containsExactly(stolen.get(0), stolen.get(1));
        queue.remove(stolen.get(2));
        prove(stolen.get(2), "#another");
        assertThat(queue.count()).isEqualTo(105);
    }

    private void prove(Open open, String holder) {
        queue.regroup(open, () -> {
            open.origin = new Origin(holder, false);
            open.proven = true;
        });
    }

    @Test
    void takesTheUnprovenOfAKnownNetworkBeforeTheProven() {
        Open proven = opened(GREEDY);
        proven.proven = true;
        queue.add(proven);
        Open another = opened(GREEDY);
        another.ofKnown = true;
        queue.add(another);
        assertThat(queue.evict(Optional.of(GREEDY), true, 1, 5)).containsExactly(another);
    }

    @Test
    void takesThoseOfTheLargestKnownClientOnceThereAreNoStrangers() {
        Open only = opened(CLIENT);
        only.proven = true;
        queue.add(only);
        List<Open> many = IntStream.range(0, 3)
                .mapToObj(number -> opened(GREEDY))
                .peek(open -> open.proven = true)
                .toList();
        many.forEach(queue::add);
        assertThat(queue.hasMost(GREEDY, true)).isTrue();
        assertThat(queue.evict(Optional.of(CLIENT), true, 1, 5)).containsExactly(many.get(0));
    }

    @Test
    void takesOneOfTheNewOriginsOwnIfItHasTheMost() {
        Open own = add(GREEDY);
        Open other = add(CLIENT);
        assertThat(queue.evict(Optional.of(GREEDY), false, 1, 0)).containsExactly(own);
        other.waiting = false;
        assertThat(queue.evict(Optional.of(CLIENT), false, 1, 0)).isEmpty();
    }

    @Test
    void knowsWhoHasTheMostAmongSeveral() {
        add(GREEDY);
        add(GREEDY);
        assertThat(queue.hasMost(GREEDY, false)).as("alone").isFalse();
        add(CLIENT);
        for (int number = 0; number < 9; number++) {
            add(PROXY);
        }
        assertThat(queue.hasMost(GREEDY, false)).isTrue();
        assertThat(queue.hasMost(CLIENT, false)).isFalse();
        assertThat(queue.hasMost(PROXY, false)).isFalse();
        assertThat(queue.hasMost(origin(1), false)).isFalse();
    }

    @Test
    void takesThoseOfATrustedProxyAfterThoseOfOthersThatHaveSeveral() {
        List<Open> proxied =
                IntStream.range(0, 10).mapToObj(number -> add(PROXY)).toList();
        Open only = add(CLIENT);
        List<Open> greedy = List.of(add(GREEDY), add(GREEDY));
        assertThat(queue.evict(Optional.of(PROXY), false, 2, 0)).containsExactly(greedy.get(0), proxied.get(0));
        proxied.get(1).waitsSince = time.incrementAndGet();
        assertThat(queue.evict(Optional.of(PROXY), false, 2, 0)).containsExactly(proxied.get(2), proxied.get(3));
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
        assertThat(queue.evict(Optional.of(CLIENT), false, 1, 10)).hasSize(2).doesNotContain(proven);
    }

    /** As are those whose refusals are delayed. */
    @Test
    void dropsAStrangersRequestForAClientWithFarFewerConnections() {
        for (int number = 0; number < 512; number++) {
            add(GREEDY).waiting = false;
        }
        add(CLIENT);
        steps.set(0);
        assertThat(queue.evict(Optional.of(CLIENT), false, 1, 100))
                .singleElement()
                .extracting(open -> open.origin)
                .isEqualTo(GREEDY);
        assertThat(steps.get()).isLessThan(3_000);
        assertThat(queue.evict(Optional.of(GREEDY), false, 1, 0)).isEmpty();
    }

    @Test
    void dropsNoRequestOfAClientThatIsKnown() {
        for (int number = 0; number < 50; number++) {
            Open open = add(GREEDY);
            open.proven = true;
            open.waiting = false;
        }
        assertThat(queue.evict(Optional.of(CLIENT), false, 1, 1)).isEmpty();
        Open stranger = add(CLIENT);
        assertThat(queue.evict(Optional.of(CLIENT), false, 1, 1)).containsExactly(stranger);
        assertThat(queue.count()).isEqualTo(50);
    }

    @Test
    void looksAtFewConnectionsForEachThatGoes() {
        for (int number = 0; number < MANY; number++) {
            add(origin(number % 12));
        }
        for (int round = 0; round < 1_000; round++) {
            steps.set(0);
            Origin arrival = origin(round % 20);
            assertThat(queue.evict(Optional.of(arrival), false, 1, 0)).hasSize(1);
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
        private Origin origin;
        private long waitsSince;
        private boolean waiting = true;
        private boolean proven;
        private boolean ofKnown;

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
        public Standing standing() {
            return proven ? Standing.PROVEN : ofKnown ? Standing.OF_KNOWN_NETWORK : Standing.STRANGER;
        }

        @Override
        public long waitsSince() {
            return waitsSince;
        }
    }
}
