package io.rollcall.server.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnfinishedRequestsTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final Set<String> closed = new HashSet<>();
    private final UnfinishedRequests<String> requests =
            new UnfinishedRequests<>(1_600, connection -> !closed.contains(connection), closed::add, clock::get);

    @Test
    void countsEachRequestByItsLatestSize() {
        assertThat(requests.keep("a", () -> "network", 100)).isTrue();
        assertThat(requests.keep("a", () -> "network", 300)).isTrue();
        assertThat(requests.keep("b", () -> "network", 50)).isTrue();
        assertThat(requests.bytes()).isEqualTo(350);
        requests.forget("a");
        requests.forget("a");
        assertThat(requests.bytes()).isEqualTo(50);
    }

    @Test
    void closesWhatHasHeldMostForLongestOfTheNetworkThatHoldsMost() {
        requests.keep("old", () -> "greedy", 500);
        clock.addAndGet(SECOND);
        requests.keep("young", () -> "greedy", 500);
        requests.keep("other", () -> "other", 500);
        clock.addAndGet(SECOND);
        assertThat(requests.keep("arrival", () -> "third", 200)).isTrue();
        assertThat(closed).containsExactly("old");
        assertThat(requests.bytes()).isEqualTo(1_200);
    }

    @Test
    void admitsASmallNewRequestOfTheNetworkThatHoldsMost() {
        requests.keep("large", () -> "network", 1_000);
        requests.keep("less", () -> "network", 600);
        clock.addAndGet(SECOND);
        assertThat(requests.keep("arrival", () -> "network", 10)).isTrue();
        assertThat(closed).containsExactly("large");
    }

    @Test
    void refusesARequestThatTakesMostItself() {
        requests.keep("small", () -> "other", 10);
        requests.keep("large", () -> "network", 1_000);
        clock.addAndGet(SECOND);
        assertThat(requests.keep("large", () -> "network", 1_700)).isFalse();
        assertThat(closed).isEmpty();
        assertThat(requests.bytes()).isEqualTo(10);
    }

    @Test
    void countsNothingOfAConnectionThatIsClosed() {
        closed.add("gone");
        requests.keep("gone", () -> "network", 100);
        assertThat(requests.bytes()).isZero();
    }
}
