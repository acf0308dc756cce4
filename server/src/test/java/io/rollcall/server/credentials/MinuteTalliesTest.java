package io.rollcall.server.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Counted events are written in bounds, and none is lost by a failure. */
class MinuteTalliesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MinuteTallies<String, Integer> tallies = new MinuteTallies<>(3, Integer::sum);
    private final Map<String, Integer> written = new HashMap<>();

    @Test
    void writesOncePerMinuteForEachKey() {
        IntStream.range(0, 5).forEach(number -> tallies.count("a", 1));
        write(0);
        tallies.count("a", 1);
        tallies.count("b", 1);
        write(59);
        assertThat(written).containsOnly(Map.entry("a", 5), Map.entry("b", 1));
        write(60);
        assertThat(written).containsEntry("a", 6);
    }

    @Test
    void writesEverythingAtTheEnd() {
        tallies.count("a", 1);
        write(0);
        tallies.count("a", 1);
        tallies.writeAll(START, (key, tally) -> written.merge(key, tally, Integer::sum));
        assertThat(written).containsEntry("a", 2);
    }

    @Test
    void countsNoMoreKeysInAMinuteThanAreAllowed() {
        for (String key : new String[] {"a", "b"}) {
            tallies.count(key, 1);
        }
        write(0);
        for (String key : new String[] {"c", "a", "d"}) {
            tallies.count(key, 1);
        }
        write(30);
        assertThat(written).containsOnlyKeys("a", "b", "c");
        tallies.count("d", 1);
        write(61);
        tallies.count("d", 1);
        write(62);
        assertThat(written).containsEntry("a", 2).containsEntry("d", 1);
    }

    @Test
    void keepsWhatCannotBeWritten() {
        tallies.count("a", 2);
        assertThatThrownBy(() -> tallies.write(START, (key, tally) -> {
                    throw new IllegalStateException("away");
                }))
                .isInstanceOf(IllegalStateException.class);
        tallies.count("a", 1);
        write(1);
        assertThat(written).containsEntry("a", 3);
    }

    private void write(int second) {
        tallies.write(START.plusSeconds(second), (key, tally) -> written.merge(key, tally, Integer::sum));
    }
}
