package io.rollcall.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.limits.RequestLimits.Screening.Result;
import io.rollcall.server.telemetry.Refusals;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Rate limits, with a clock that stands still. */
class RequestLimitsTest {
    private static final Optional<OrganizationId> ONE = Optional.of(new OrganizationId(1));
    private static final Optional<OrganizationId> OTHER = Optional.of(new OrganizationId(2));
    private static final Refusal UNKNOWN = Refusal.unauthenticated("Who are you?");

    private static final Fingerprint WRONG = Fingerprint.of("localhost", "Bearer wrong");
    private static final Fingerprint RIGHT = Fingerprint.of("localhost", "Bearer right");
    private static final Fingerprint NEVER_SEEN = Fingerprint.of("localhost", "Bearer new");

    private final SettableTime time = new SettableTime();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void refusesAnOrganizationThatCallsTooOftenAndNoOther() {
        RequestLimits limits = limits(new RequestLimits.Config(5, 0, 0));
        send(10, limits, ONE, "10.0.0.1");
        Refusal refused = refused(limits, ONE, "10.0.0.2");
        assertThat(refused.reason()).isEqualTo(Refusal.Reason.TOO_MANY);
        assertThat(refused.retryAfterSeconds()).isEqualTo(1);
        send(10, limits, OTHER, "10.0.0.1");
        assertThat(counted("organization_rate")).isEqualTo(1);
    }

    @Test
    void letsItInAgainAtItsRate() {
        RequestLimits limits = limits(new RequestLimits.Config(5, 0, 0));
        send(10, limits, ONE, "10.0.0.1");
        time.pass(Duration.ofMillis(400));
        send(2, limits, ONE, "10.0.0.1");
        refused(limits, ONE, "10.0.0.1");
        time.pass(Duration.ofHours(1));
        send(10, limits, ONE, "10.0.0.1");
        refused(limits, ONE, "10.0.0.1");
    }

    @Test
    void refusesAnAddressThatCallsTooOftenForAnyOrganization() {
        RequestLimits limits = limits(new RequestLimits.Config(0, 2, 0));
        send(2, limits, ONE, "10.0.0.1");
        send(2, limits, Optional.empty(), "10.0.0.1");
        refused(limits, OTHER, "10.0.0.1");
        send(4, limits, OTHER, "10.0.0.2");
        assertThat(counted("address_rate")).isEqualTo(1);
    }

    @Test
    void tellsWhoGuessesTokensToWaitAndLetsTheRightOneIn() {
        RequestLimits limits = limits(new RequestLimits.Config(100, 100, 6));
        for (int guess = 0; guess < 6; guess++) {
            assertThat(limits.failed("10.0.0.1", WRONG, UNKNOWN)).isSameAs(UNKNOWN);
        }
        Refusal refused = limits.failed("10.0.0.1", WRONG, UNKNOWN);
        assertThat(refused.reason()).isEqualTo(Refusal.Reason.TOO_MANY);
        assertThat(refused.retryAfterSeconds()).isEqualTo(10);
        assertThat(refused.getMessage()).startsWith("Who are you?");
        send(10, limits, ONE, "10.0.0.1");
        assertThat(limits.failed("10.0.0.2", WRONG, UNKNOWN)).isSameAs(UNKNOWN);
        assertThat(counted("failure_rate")).isEqualTo(1);
        assertThat(counted("unauthenticated")).isEqualTo(7);
    }

    @Test
    void rejectsOnlyAKnownWrongTokenOfAnAddressThatFailsTooOften() {
        RequestLimits limits = limits(new RequestLimits.Config(100, 100, 6));
        limits.accepted(RIGHT);
        fail(5, limits);
        assertThat(screen(limits, "10.0.0.1", WRONG)).isEqualTo(Result.PASSED);
        fail(1, limits);
        assertThat(screen(limits, "10.0.0.1", WRONG)).isEqualTo(Result.REJECTED);
        assertThat(screen(limits, "10.0.0.1", RIGHT)).isEqualTo(Result.PASSED);
        assertThat(screen(limits, "10.0.0.1", NEVER_SEEN)).isEqualTo(Result.DOUBTFUL);
        assertThat(screen(limits, "10.0.0.2", WRONG)).isEqualTo(Result.PASSED);
        assertThat(limits.screen("10.0.0.1", WRONG).retryAfterSeconds()).isEqualTo(10);
    }

    @Test
    void rejectsAWrongTokenForSecondsOnlyAndNoLongerOnceItIsRight() {
        RequestLimits limits = limits(new RequestLimits.Config(100, 100, 1));
        fail(1, limits);
        assertThat(screen(limits, "10.0.0.1", WRONG)).isEqualTo(Result.REJECTED);
        time.pass(Duration.ofSeconds(11));
        assertThat(screen(limits, "10.0.0.1", WRONG)).isEqualTo(Result.DOUBTFUL);
        fail(1, limits);
        limits.accepted(WRONG);
        assertThat(screen(limits, "10.0.0.1", WRONG)).isEqualTo(Result.PASSED);
    }

    @Test
    void doubtsARightTokenAgainOnceItIsRevoked() {
        RequestLimits limits = limits(new RequestLimits.Config(100, 100, 1));
        limits.accepted(WRONG);
        fail(1, limits);
        assertThat(screen(limits, "10.0.0.1", WRONG)).isEqualTo(Result.REJECTED);
    }

    @Test
    void countsTheAddressesOfOneIpv6NetworkAsOne() {
        RequestLimits limits = limits(new RequestLimits.Config(100, 100, 1));
        limits.failed("2001:db8:0:1::1", WRONG, UNKNOWN);
        assertThat(screen(limits, "2001:db8:0:1::2", WRONG)).isEqualTo(Result.REJECTED);
        assertThat(screen(limits, "2001:db8:0:2::1", WRONG)).isEqualTo(Result.PASSED);
    }

    @Test
    void limitsNothingWhereItIsOff() {
        RequestLimits limits = limits(new RequestLimits.Config(0, 0, 0));
        send(100_000, limits, ONE, "10.0.0.1");
        for (int guess = 0; guess < 1_000; guess++) {
            assertThat(limits.failed("10.0.0.1", WRONG, UNKNOWN)).isSameAs(UNKNOWN);
        }
        assertThat(screen(limits, "10.0.0.1", WRONG)).isEqualTo(Result.PASSED);
    }

    private static void fail(int times, RequestLimits limits) {
        for (int guess = 0; guess < times; guess++) {
            limits.failed("10.0.0.1", WRONG, UNKNOWN);
        }
    }

    @Test
    void countsWhatIsScreenedOutWithTheCounterOfItsCredential() {
        RequestLimits limits = limits(new RequestLimits.Config(0, 0, 6));
        AtomicInteger counted = new AtomicInteger();
        limits.failed("10.0.0.1", WRONG, UNKNOWN, counted::incrementAndGet);
        limits.countScreened(WRONG);
        time.pass(Duration.ofMinutes(10));
        limits.countScreened(WRONG);
        limits.countScreened(NEVER_SEEN);
        assertThat(counted).hasValue(2);
    }

    private static Result screen(RequestLimits limits, String address, Fingerprint credential) {
        return limits.screen(address, credential).result();
    }

    private RequestLimits limits(RequestLimits.Config config) {
        return new RequestLimits(config, new Refusals(meters, "test", RequestLimits.REASONS), time);
    }

    private double counted(String reason) {
        return meters.counter("rollcall.refusals", "surface", "test", "reason", reason)
                .count();
    }

    private static void send(int times, RequestLimits limits, Optional<OrganizationId> organization, String address) {
        for (int request = 0; request < times; request++) {
            assertThatCode(() -> limits.count(organization, address)).doesNotThrowAnyException();
        }
    }

    private static Refusal refused(RequestLimits limits, Optional<OrganizationId> organization, String address) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> limits.count(organization, address));
        assertThat(refusal).isNotNull();
        return refusal;
    }
}
