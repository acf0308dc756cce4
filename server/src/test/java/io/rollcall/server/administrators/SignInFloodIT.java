package io.rollcall.server.administrators;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.testing.LogCapture;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestDatabase;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.testing.Together;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A flood of sign-ins that fail leaves few rows and few lines. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInFloodIT {
    private static final int FAILURES_OF_ADDRESS = 4;
    private static final int RECORDED_PER_MINUTE = 3;
    private static final int ATTEMPTS = 60;
    private static final String FAILED = "audit WHERE kind = 'administrator.sign-in-failed'";

    /** One row each for the address, the name, and both together. */
    private static final int ROWS_PER_FAILURE = 3;

    private final SettableClock clock = new SettableClock();
    private final RunningServer server = TestServer.start(
            Map.of(
                    "console.sign-in-failures",
                    "1",
                    "console.sign-in-failures-of-address",
                    Integer.toString(FAILURES_OF_ADDRESS),
                    "console.sign-ins-waiting",
                    "0",
                    "audit.failed-sign-ins-per-minute",
                    Integer.toString(RECORDED_PER_MINUTE)),
            clock);
    private final Administrators administrators = server.component(Administrators.class);

    @AfterAll
    void stop() {
        server.close();
    }

    private static long count(String rows) {
        try (Connection connection = TestDatabase.connect();
                ResultSet counted = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + rows)) {
            counted.next();
            return counted.getLong(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Tries a name that nobody has. @return why it was refused */
    private Refusal signIn(String address) {
        String name = "nobody-" + UUID.randomUUID();
        try {
            administrators.signIn(
                    name,
                    "a wrong password",
                    Optional.empty(),
                    new Actor(Actor.Kind.ADMINISTRATOR, name, address, "", ""));
        } catch (Refusal refusal) {
            return refusal;
        }
        throw new AssertionError("signed in");
    }

    @Test
    void ofOneAddressLeavesNoRowOnceItHasToWait() {
        clock.advance(Duration.ofHours(1));
        long before = count("sign_in_attempts");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Refusal refusal = signIn("192.0.2.1");
            assertThat(refusal.reason())
                    .isEqualTo(
                            attempt < FAILURES_OF_ADDRESS ? Refusal.Reason.UNAUTHENTICATED : Refusal.Reason.TOO_MANY);
        }
        assertThat(count("sign_in_attempts") - before).isEqualTo(1 + 2 * FAILURES_OF_ADDRESS);
    }

    @Test
    void ofManyAddressesLeavesRowsOnlyOfPasswordsThatAreChecked() {
        clock.advance(Duration.ofHours(1));
        long before = count("sign_in_attempts");
        List<Refusal> refusals = Together.run(ATTEMPTS, number -> signIn("198.51.100." + number));
        long checked = refusals.stream()
                .filter(refusal -> refusal.reason() == Refusal.Reason.UNAUTHENTICATED)
                .count();
        assertThat(checked).isBetween(1L, ATTEMPTS - 1L);
        assertThat(count("sign_in_attempts") - before).isEqualTo(ROWS_PER_FAILURE * checked);
    }

    @Test
    void writesFewEntriesAndOneLineAMinute() {
        clock.advance(Duration.ofHours(1));
        Audit audit = server.component(Audit.class);
        audit.writeAllFailedSignIns();
        long before = count(FAILED);
        try (LogCapture log = new LogCapture()) {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                signIn("203.0.113." + attempt);
            }
            assertThat(log.messages(Level.WARN))
                    .filteredOn(line -> line.contains("Sign-ins are held back"))
                    .hasSize(1);
            clock.advance(Duration.ofMinutes(1));
            signIn("203.0.113.255");
            assertThat(log.messages(Level.WARN))
                    .filteredOn(line -> line.contains("Sign-ins are held back"))
                    .hasSize(2)
                    .anyMatch(line -> line.contains("limits reached since the last such warning: " + ATTEMPTS));
        }
        // One by one, how many more there were in that minute, and the one of the next minute.
        assertThat(count(FAILED) - before).isEqualTo(RECORDED_PER_MINUTE + 1 + 1);
    }
}
