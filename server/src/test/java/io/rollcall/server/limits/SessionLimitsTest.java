package io.rollcall.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.telemetry.Refusals;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Rate limits of the console, with a clock that stands still. */
class SessionLimitsTest {
    private static final Fingerprint SESSION = Fingerprint.of("", "one");
    private static final Fingerprint OTHER = Fingerprint.of("", "other");

    private final SettableTime time = new SettableTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void refusesASessionAboveItsRateAndNoOther() {
        SessionLimits limits = limits(5, 0);
        send(10, () -> limits.count(SESSION));
        Refusal refused = refused(() -> limits.count(SESSION));
        assertThat(refused.reason()).isEqualTo(Refusal.Reason.TOO_MANY);
        assertThat(refused.retryAfterSeconds()).isEqualTo(1);
        send(10, () -> limits.count(OTHER));
        time.pass(Duration.ofSeconds(1));
        send(5, () -> limits.count(SESSION));
        refused(() -> limits.count(SESSION));
        assertThat(counted("session_rate")).isEqualTo(2);
    }

    @Test
    void countsRequestsWithoutASessionByAddress() {
        SessionLimits limits = limits(5, 2);
        send(4, () -> limits.countAnonymous("2001:db8:0:1::1"));
        refused(() -> limits.countAnonymous("2001:db8:0:1::2"));
        send(4, () -> limits.countAnonymous("2001:db8:0:2::1"));
        assertThat(counted("address_rate")).isEqualTo(1);
    }

    @Test
    void countsAssetsApartFromPages() {
        SessionLimits limits = limits(1, 2);
        send(2, () -> limits.count(SESSION));
        send(4, () -> limits.countAnonymous("10.0.0.1"));
        refused(() -> limits.count(SESSION));
        refused(() -> limits.countAnonymous("10.0.0.1"));
        send(4, () -> limits.countAsset("10.0.0.1"));
        refused(() -> limits.countAsset("10.0.0.1"));
    }

    @Test
    void refusesNothingWithoutARate() {
        SessionLimits limits = limits(0, 0);
        send(10_000, () -> limits.count(SESSION));
        send(10_000, () -> limits.countAnonymous("10.0.0.1"));
        send(10_000, () -> limits.countAsset("10.0.0.1"));
    }

    private SessionLimits limits(int session, int address) {
        return new SessionLimits(
                new SessionLimits.Config(session, address), new Refusals(meters, "test", SessionLimits.REASONS), time);
    }

    private double counted(String reason) {
        return meters.counter("rollcall.refusals", "surface", "test", "reason", reason)
                .count();
    }

    private static void send(int times, Runnable request) {
        for (int sent = 0; sent < times; sent++) {
            request.run();
        }
    }

    private static Refusal refused(ThrowingCallable request) {
        Refusal refusal = catchThrowableOfType(Refusal.class, request);
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
