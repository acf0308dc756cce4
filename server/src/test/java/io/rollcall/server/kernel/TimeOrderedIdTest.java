package io.rollcall.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** RFC 9562 section 5.7. */
class TimeOrderedIdTest {
    private static final Instant MOMENT = Instant.parse("2026-11-25T12:00:00.123Z");

    @Test
    void keepsTheOrderOfMomentsWithinAMillisecondToo() {
        List<String> ids = IntStream.range(0, 2_000)
                .mapToObj(step ->
                        TimeOrderedId.at(MOMENT.plusNanos(step * 1_000L)).toString())
                .toList();

        assertThat(ids).isSortedAccordingTo(Comparator.naturalOrder());
    }

    @Test
    void saysItsVersionItsVariantAndItsTime() {
        UUID id = TimeOrderedId.at(MOMENT.plusNanos(999_999));

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(MOMENT.toEpochMilli());
    }

    @Test
    void isNeverTheSameTwice() {
        Set<UUID> ids = new HashSet<>();
        IntStream.range(0, 10_000).forEach(any -> ids.add(TimeOrderedId.at(MOMENT)));

        assertThat(ids).hasSize(10_000);
    }

    @Test
    void boundsEveryMomentByAnIdThatSortsAsTheMomentDoes() {
        List<String> bounds = Stream.of(
                        Instant.MIN, Instant.EPOCH, MOMENT, Instant.parse("9999-12-31T23:59:59Z"), Instant.MAX)
                .map(moment -> TimeOrderedId.first(moment).toString())
                .toList();

        assertThat(bounds).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(TimeOrderedId.at(MOMENT).toString()).isBetween(bounds.get(2), bounds.get(3));
    }
}
