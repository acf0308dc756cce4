package io.rollcall.server.administrators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.administrators.SignInLimits.Counted;
import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignInLimitsIT {
    private static final int FAILURES = 3;

    private final SettableClock clock = new SettableClock();
    private final Database database = TestServer.shared().component(Database.class);
    private final SignInLimits limits = limits();
    private final String name = "name-" + UUID.randomUUID();
    private final String network = "test-" + UUID.randomUUID();

    private SignInLimits limits() {
        Duration lockOut = Duration.ofMinutes(15);
        return new SignInLimits(
                database,
                clock,
                new SignInConfig(FAILURES, 100, Duration.ofMinutes(1), 100, lockOut, 1, Duration.ofDays(1), 1));
    }

    private Counted count(SignInLimits on, String from) {
        Counted attempt = on.of(name, from);
        on.requireBelow(attempt);
        on.count(attempt);
        return attempt;
    }

    @Test
    void anAttemptWhosePasswordWasNotCheckedIsNoFailure() {
        for (int attempt = 0; attempt <= FAILURES; attempt++) {
            limits.takeBack(count(limits, network));
        }
        assertThat(count(limits, network)).isNotNull();
    }

    @Test
    void countsOnAllServersTogether() {
        SignInLimits otherServer = limits();
        for (int attempt = 0; attempt < FAILURES; attempt++) {
            count(attempt % 2 == 0 ? limits : otherServer, network);
        }
        assertThatThrownBy(() -> count(limits, network)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> count(otherServer, network)).isInstanceOf(Refusal.class);
    }

    @Test
    void aSuccessAtOneAddressDoesNotForgetFailuresAtAnother() {
        String other = "test-" + UUID.randomUUID();
        for (int attempt = 0; attempt < FAILURES; attempt++) {
            count(limits, network);
        }
        Counted success = count(limits, other);
        database.write(tx -> {
            limits.succeeded(tx, success);
            return success;
        });
        assertThatThrownBy(() -> count(limits, network)).isInstanceOf(Refusal.class);
        assertThat(count(limits, other)).isNotNull();
    }
}
