package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Deadline;
import io.rollcall.server.kernel.Refusal;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.ibatis.exceptions.PersistenceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mariadb.jdbc.export.MaxAllowedPacketException;

class RetryTest {
    private final Retry retry = new Retry(3, Duration.ofMillis(1), Duration.ofSeconds(8));
    private final AtomicInteger attempts = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({"1213, 40001", "1205, HY000", "1020, HY000", "1047, 08S01", "1180, HY000", "0, 08000", "0, 25S03"})
    void triesAgainWhatPasses(int code, String state) {
        assertThat(run(retry, failing(1, code, state))).isEqualTo("done");
        assertThat(attempts).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"1021, HY000", "1026, HY000", "1114, HY000", "1290, HY000", "1836, HY000"})
    void saysAtOnceThatAFullOrReadOnlyDatabaseIsUnavailable(int code, String state) {
        assertThatThrownBy(() -> run(retry, failing(9, code, state))).isInstanceOf(DatabaseUnavailable.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void beginsNothingOnADatabaseThatIsLost() {
        Outage outage = new Outage(new Deadline(), Duration.ofMinutes(1));
        outage.stopping();
        outage.failed();
        assertThatThrownBy(() -> retry.run(failing(0, 0, ""), outage))
                .isInstanceOfSatisfying(DatabaseUnavailable.class, lost -> assertThat(lost.isKnown())
                        .isTrue());
        outage.answered();
        assertThat(retry.run(failing(0, 0, ""), outage)).isEqualTo("done");
        assertThat(attempts).hasValue(1);
    }

    @Test
    void waitsForADatabaseThatFailsUntilItIsLost() {
        Outage outage = new Outage(new Deadline(), Duration.ofMinutes(1));
        outage.failed();
        assertThat(retry.run(failing(1, 0, "08000"), outage)).isEqualTo("done");
    }

    @Test
    void beginsNoFurtherAttemptAfterTheDeadline() {
        Deadline deadline = new Deadline();
        deadline.set(System.nanoTime());
        Outage outage = new Outage(deadline, Duration.ofMinutes(1));
        assertThatThrownBy(() -> retry.run(failing(9, 1213, "40001"), outage)).isInstanceOf(DatabaseUnavailable.class);
        assertThat(attempts).hasValue(1);
    }

    /** A connection that is lost over it is a failure of that statement alone. */
    @Test
    void refusesAStatementThatIsTooLargeAtOnce() {
        assertTooLarge(failing(9, 1153, "08S01"));
        assertTooLarge(() -> {
            attempts.incrementAndGet();
            throw new PersistenceException(
                    new SQLException("too big", "08000", new MaxAllowedPacketException("too big", true)));
        });
        assertThat(attempts).hasValue(2);
    }

    private void assertTooLarge(Supplier<String> work) {
        assertThatThrownBy(() -> run(retry, work))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_LARGE));
    }

    @Test
    void givesUpInTheEnd() {
        assertThatThrownBy(() -> run(retry, failing(9, 1047, "08S01"))).isExactlyInstanceOf(DatabaseUnavailable.class);
        assertThat(attempts).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource({"1205, HY000", "1213, 40001", "1020, HY000"})
    void takesALockForNoOutage(int code, String state) {
        assertThatThrownBy(() -> run(retry, failing(9, code, state)))
                .isInstanceOfSatisfying(LockWaitTimeout.class, locked -> assertThat(locked.remedy())
                        .contains("changing the same data"));
    }

    @Test
    void beginsNoFurtherAttemptOnceItsPatienceIsOver() {
        Retry impatient = new Retry(3, Duration.ofMillis(1), Duration.ZERO);
        assertThatThrownBy(() -> run(impatient, failing(9, 1213, "40001"))).isInstanceOf(DatabaseUnavailable.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void doesNotWaitForAConnectionTwice() {
        assertThatThrownBy(() -> run(retry, () -> {
                    attempts.incrementAndGet();
                    throw new PersistenceException(new SQLTransientConnectionException("none within 5 s", "08001"));
                }))
                .isInstanceOf(DatabaseUnavailable.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void triesAgainOnTheNodeThatTheConnectorWentOverTo() {
        assertThat(run(retry, () -> {
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
        assertThatThrownBy(() -> run(retry, failing(9, 1064, "42000"))).isInstanceOf(PersistenceException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void tellsADuplicateKeyFromAnyOtherViolation() {
        assertThatThrownBy(() -> run(retry, failing(9, 1062, "23000"))).isInstanceOf(DuplicateKey.class);
        assertThatThrownBy(() -> run(retry, failing(9, 1048, "23000"))).isInstanceOf(PersistenceException.class);
    }

    private static <T> T run(Retry retry, Supplier<T> work) {
        return retry.run(work, new Outage(new Deadline(), Duration.ofMinutes(1)));
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
