package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
    private final Retry retry = new Retry(3, Duration.ofMillis(1), Duration.ofSeconds(8));
    private final AtomicInteger attempts = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"1213, 40001", "1205, HY000", "1020, HY000", "1047, 08S01", "1180, HY000", "0, 08000", "0, 25S03"})
    void triesAgainWhatPasses(int code, String state) {
        assertThat(retry.run(failing(1, code, state))).isEqualTo("done");
        assertThat(attempts).hasValue(2);
    }

    @Test
    void givesUpInTheEnd() {
        assertThatThrownBy(() -> retry.run(failing(9, 1213, "40001"))).isInstanceOf(DatabaseUnavailable.class);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void beginsNoFurtherAttemptOnceItsPatienceIsOver() {
        Retry impatient = new Retry(3, Duration.ofMillis(1), Duration.ZERO);
        assertThatThrownBy(() -> impatient.run(failing(9, 1213, "40001"))).isInstanceOf(DatabaseUnavailable.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void doesNotWaitForAConnectionTwice() {
        assertThatThrownBy(() -> retry.run(() -> {
                    attempts.incrementAndGet();
                    throw new PersistenceException(new SQLTransientConnectionException("none within 5 s", "08001"));
                }))
                .isInstanceOf(DatabaseUnavailable.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void triesAgainOnTheNodeThatTheConnectorWentOverTo() {
        assertThat(retry.run(() -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new PersistenceException(
                                new SQLTransientConnectionException("In progress transaction was lost", "25S03"));
                    }
                    return "done";
                }))
                .isEqualTo("done");
    }

    @Test
    void doesNotRepeatWhatWouldFailAgain() {
        assertThatThrownBy(() -> retry.run(failing(9, 1064, "42000"))).isInstanceOf(PersistenceException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void tellsADuplicateKeyFromAnyOtherViolation() {
        assertThatThrownBy(() -> retry.run(failing(9, 1062, "23000"))).isInstanceOf(DuplicateKey.class);
        assertThatThrownBy(() -> retry.run(failing(9, 1048, "23000"))).isInstanceOf(PersistenceException.class);
    }

    private Supplier<String> failing(int times, int code, String state) {
        return () -> {
            if (attempts.incrementAndGet() <= times) {
                throw new PersistenceException(new SQLException("as told", state, code));
            }
            return "done";
        };
    }
}
