package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SaturationTest {
    private final AtomicReference<Double> load = new AtomicReference<>(1.0);
    private final Saturation saturation = new Saturation(load::get, Duration.ofHours(1));

    @Test
    void lastsOnceRequestsHaveWaitedForBusyProcessorsForAWhile() {
        saturation.look(true);
        saturation.look(true);
        assertThat(saturation.lasts()).isFalse();

        saturation.look(true);
        assertThat(saturation.lasts()).isTrue();
    }

    @Test
    void isNoneWhereProcessorsAreIdle() {
        load.set(0.85);
        look(10);
        assertThat(saturation.lasts()).isFalse();
    }

    @Test
    void isNoneWhereNobodyKnows() {
        load.set(-1.0);
        look(10);
        assertThat(saturation.lasts()).isFalse();
    }

    @Test
    void isOverOnceNobodyWaits() {
        look(10);
        saturation.look(false);
        assertThat(saturation.lasts()).isFalse();
    }

    @Test
    void isOverOnceProcessorsAreIdleForAWhile() {
        look(10);
        load.set(0.5);
        saturation.look(true);
        assertThat(saturation.lasts()).isTrue();
        look(5);
        assertThat(saturation.lasts()).isFalse();
    }

    private void look(int times) {
        for (int time = 0; time < times; time++) {
            saturation.look(true);
        }
    }
}
