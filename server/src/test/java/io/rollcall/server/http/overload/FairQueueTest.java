package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private final FairQueue<Integer> queue = new FairQueue<>();

    @Test
    void takesTurnsBetweenNetworksAndKeepsTheOrderWithinOne() {
        add("many", 1, 2, 3, 4);
        add("few", 10);
        add("some", 20, 21);
        assertThat(pollAll()).containsExactly(1, 10, 20, 2, 21, 3, 4);
    }

    @Test
    void letsANewNetworkWaitForOneElementOfEachOther() {
        add("many", 1, 2, 3);
        assertThat(queue.poll()).contains(1);
        add("few", 10);
        assertThat(pollAll()).containsExactly(2, 10, 3);
    }

    @Test
    void givesEverySecondTurnToKnownCallers() {
        for (int stranger = 1; stranger <= 5; stranger++) {
            add("stranger " + stranger, stranger);
        }
        add("known one", 10, 11);
        add("known two", 20);
        assertThat(pollAll()).containsExactly(10, 1, 20, 2, 11, 3, 4, 5);
    }

    @Test
    void passesOverNetworksThatAreNotAccepted() {
        add("many", 1, 2);
        add("few", 10);
        assertThat(queue.poll(network -> network.equals("few"))).contains(10);
        assertThat(queue.poll(network -> network.equals("few"))).isEmpty();
        assertThat(pollAll()).containsExactly(1, 2);
    }

    @Test
    void removesTheFirstOfEachNetworkThatMeetACondition() {
        add("one", 1, 9, 2);
        add("other", 3);
        assertThat(queue.removeFirst(element -> element < 5)).containsExactly(1, 3);
        assertThat(pollAll()).containsExactly(9, 2);
    }

    @Test
    void removesAllThatMeetACondition() {
        add("one", 1, 9, 2);
        add("other", 3);
        assertThat(queue.removeAll(element -> element < 5)).containsExactly(1, 2, 3);
        assertThat(pollAll()).containsExactly(9);
    }

    private void add(String network, int... elements) {
        for (int element : elements) {
            queue.add(network, network.startsWith("known"), element);
        }
    }

    private List<Integer> pollAll() {
        List<Integer> all = new ArrayList<>();
        while (!queue.isEmpty()) {
            all.add(queue.poll().orElseThrow());
        }
        assertThat(queue.poll()).isEqualTo(Optional.empty());
        return all;
    }
}
