package io.rollcall.server.http.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveLimitTest {
    private static final int ALL = 100;
    private static final int PROCESSORS = 4;

    private final AtomicReference<Double> load = new AtomicReference<>(1.0);
    private final AdaptiveLimit places = new AdaptiveLimit(ALL, PROCESSORS, load::get);

    @Test
    void areFewOnceManyHadToBeRefusedForAWhileWithBusyProcessors() {
        refuseMany(2);
        assertThat(places.now()).isEqualTo(ALL);

        refuseMany(1);
        assertThat(places.now()).isEqualTo(2 * PROCESSORS);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "100, 0", "100, 19"})
    void areAllWhereNobodyOrHardlyAnybodyHadToBeRefused(int came, int refused) {
        for (int time = 0; time < 100; time++) {
            places.look(came, refused);
        }
        assertThat(places.now()).isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.85, 0, -1})
    void areAllWhereProcessorsAreNotBusyOrNobodyKnows(double found) {
        load.set(found);
        refuseMany(100);
        assertThat(places.now()).isEqualTo(ALL);
    }

    @Test
    void becomeMoreWhereRequestsWaitForSomethingElse() {
        refuseMany(3);
        load.set(0.5);
        refuseMany(1);
        assertThat(places.now()).isEqualTo(2 * PROCESSORS + 1);

        refuseMany(200);
        assertThat(places.now()).isEqualTo(ALL);
    }

    @Test
    void becomeFewerAgainOnceProcessorsAreBusy() {
        refuseMany(3);
        load.set(0.5);
        refuseMany(5);
        load.set(1.0);
        refuseMany(1);
        assertThat(places.now()).isEqualTo(2 * PROCESSORS + 4);

        refuseMany(100);
        assertThat(places.now()).isEqualTo(2 * PROCESSORS);
    }

    @Test
    void stayAsTheyAreWhereProcessorsHaveEnoughToDo() {
        refuseMany(3);
        load.set(0.8);
        refuseMany(100);
        assertThat(places.now()).isEqualTo(2 * PROCESSORS);
    }

    @Test
    void areAllAgainOnceFewAreRefusedForAWhile() {
        refuseMany(100);
        refuseFew(9);
        refuseMany(1);
        refuseFew(9);
        assertThat(places.now()).isLessThan(ALL);

        refuseFew(1);
        assertThat(places.now()).isEqualTo(ALL);
    }

    @Test
    void areFewAgainOnlyAfterAWhileOnceTheyWereAll() {
        refuseMany(3);
        refuseFew(10);
        refuseMany(2);
        assertThat(places.now()).isEqualTo(ALL);

        refuseMany(1);
        assertThat(places.now()).isEqualTo(2 * PROCESSORS);
    }

    @Test
    void areNeverMoreThanThereAre() {
        AdaptiveLimit few = new AdaptiveLimit(3, PROCESSORS, load::get);
        for (int time = 0; time < 100; time++) {
            few.look(100, 50);
            assertThat(few.now()).isEqualTo(3);
        }
    }

    private void refuseFew(int times) {
        for (int time = 0; time < times; time++) {
            places.look(100, 10);
        }
    }

    private void refuseMany(int times) {
        for (int time = 0; time < times; time++) {
            places.look(100, 50);
        }
    }
}
