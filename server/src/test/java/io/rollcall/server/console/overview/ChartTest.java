package io.rollcall.server.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.traffic.HourOfTraffic;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static HourOfTraffic hour(int requests, int refused, int failed) {
        return new HourOfTraffic(Instant.EPOCH, requests, refused, 0, failed, Instant.EPOCH);
    }

    @Test
    void addsUpItsHours() {
        Chart chart = Chart.of(List.of(hour(10, 2, 1), hour(0, 0, 0), hour(5, 0, 0)));
        assertThat(chart.requests()).isEqualTo(15);
        assertThat(chart.refused()).isEqualTo(3);
    }

    @Test
    void showsTheBusiestHourHighest() {
        Chart chart = Chart.of(List.of(hour(100, 0, 0), hour(50, 0, 0)));
        assertThat(chart.hours().get(0).answeredHeight())
                .isEqualTo(2 * chart.hours().get(1).answeredHeight());
    }

    @Test
    void showsASingleRefusalBesideMillions() {
        Chart chart = Chart.of(List.of(hour(2_000_000, 0, 0), hour(1, 1, 0)));
        assertThat(chart.hours().get(1).refusedHeight()).isPositive();
    }

    @Property
    void staysInsideOfThePicture(
            @ForAll @Size(24) List<@IntRange(max = 10_000_000) Integer> refused,
            @ForAll @Size(24) List<@IntRange(max = 10_000_000) Integer> answered) {
        Chart chart = Chart.of(IntStream.range(0, 24)
                .mapToObj(index -> hour(refused.get(index) + answered.get(index), refused.get(index), 0))
                .toList());
        assertThat(chart.hours()).allSatisfy(bar -> {
            assertThat(bar.answeredY()).isNotNegative();
            assertThat(bar.refusedY() + bar.refusedHeight()).isEqualTo(Chart.HEIGHT);
            assertThat(bar.answeredY() + bar.answeredHeight()).isEqualTo(bar.refusedY());
            assertThat(bar.x() + bar.width()).isLessThanOrEqualTo(Chart.WIDTH);
        });
    }
}
