package io.rollcall.server.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.http.overload.PeerAddress;
import io.rollcall.server.telemetry.Refusals;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HandshakeLimitsTest {
    private static final String PROXY = "10.0.0.1";

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void refusesMoreUnfinishedHandshakesOfAnAddressUntilOneEnds() {
        HandshakeLimits limits = limits(new TlsConfig.Handshakes(100, 2, 0));
        Handshake first = handshake("192.0.2.1");
        assertThat(limits.begin(first)).isTrue();
        assertThat(limits.begin(handshake("192.0.2.1"))).isTrue();
        assertThat(limits.begin(handshake("192.0.2.1"))).isFalse();
        assertThat(limits.begin(handshake("192.0.2.2"))).isTrue();
        assertThat(refused(HandshakeLimits.ADDRESS)).isEqualTo(1);
        limits.end(first);
        limits.end(first);
        assertThat(first.isFinished()).isTrue();
        assertThat(limits.begin(handshake("192.0.2.1"))).isTrue();
        assertThat(limits.begin(handshake("192.0.2.1"))).isFalse();
        assertThat(limits.unfinished()).isEqualTo(3);
    }

    @Test
    void countsAddressesOfOneIpv6NetworkTogether() {
        HandshakeLimits limits = limits(new TlsConfig.Handshakes(100, 1, 0));
        assertThat(limits.begin(handshake("2001:db8::1"))).isTrue();
        assertThat(limits.begin(handshake("2001:db8::2"))).isFalse();
        assertThat(limits.begin(handshake("2001:db8:0:1::1"))).isTrue();
    }

    @Test
    void refusesMoreNewHandshakesOfAnAddressThanItsRateAllows() {
        HandshakeLimits limits = limits(new TlsConfig.Handshakes(100, 100, 2));
        for (int number = 0; number < 4; number++) {
            Handshake quick = handshake("192.0.2.1");
            assertThat(limits.begin(quick)).isTrue();
            limits.end(quick);
        }
        assertThat(limits.begin(handshake("192.0.2.1"))).isFalse();
        assertThat(limits.begin(handshake("192.0.2.2"))).isTrue();
        assertThat(refused(HandshakeLimits.RATE)).isEqualTo(1);
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(limits.begin(handshake("192.0.2.1"))).isTrue();
        assertThat(limits.begin(handshake("192.0.2.1"))).isFalse();
    }

    @Test
    void boundsNoTrustedProxyByItsAddress() {
        HandshakeLimits limits = limits(new TlsConfig.Handshakes(5, 1, 1));
        for (int number = 0; number < 5; number++) {
            Handshake busy = handshake(PROXY);
            busy.readQueued();
            assertThat(limits.begin(busy)).isTrue();
        }
        assertThat(limits.begin(handshake(PROXY))).isFalse();
        assertThat(refused(HandshakeLimits.TOTAL)).isEqualTo(1);
    }

    @Test
    void theOldestThatWaitsForItsClientMakesRoomForANewOne() {
        HandshakeLimits limits = limits(new TlsConfig.Handshakes(2, 100, 0));
        AtomicBoolean closed = new AtomicBoolean();
        Handshake busy = handshake("192.0.2.1");
        busy.readQueued();
        Handshake waiting = new Handshake(peer("192.0.2.2"), false, () -> closed.set(true));
        waiting.readQueued();
        assertThat(limits.begin(busy)).isTrue();
        assertThat(limits.begin(waiting)).isTrue();
        assertThat(limits.begin(handshake("192.0.2.3"))).isFalse();
        waiting.readDone();
        assertThat(limits.begin(handshake("192.0.2.3"))).isTrue();
        assertThat(closed).isTrue();
        assertThat(limits.unfinished()).isEqualTo(2);
    }

    @Test
    void strangersMakeRoomForAKnownNetworkEvenWhileTheyAreBusy() {
        HandshakeLimits limits = limits(new TlsConfig.Handshakes(2, 100, 0));
        AtomicBoolean closed = new AtomicBoolean();
        Handshake busy = new Handshake(peer("192.0.2.1"), false, () -> closed.set(true));
        busy.readQueued();
        Handshake known = new Handshake(peer("192.0.2.2"), true, () -> {});
        assertThat(limits.begin(busy)).isTrue();
        assertThat(limits.begin(known)).isTrue();
        assertThat(limits.begin(handshake("192.0.2.3")))
                .as("a stranger takes no place of a known one that waits")
                .isFalse();
        assertThat(limits.begin(new Handshake(peer("192.0.2.2"), true, () -> {})))
                .isTrue();
        assertThat(closed).isTrue();
        assertThat(limits.begin(new Handshake(peer("192.0.2.2"), true, () -> {})))
                .as("known ones share their places")
                .isTrue();
        assertThat(known.isFinished()).isTrue();
    }

    private HandshakeLimits limits(TlsConfig.Handshakes config) {
        return new HandshakeLimits(
                config, PROXY::equals, new Refusals(meters, "test", HandshakeLimits.REASONS), new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return nanos.get();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                });
    }

    private static Handshake handshake(String address) {
        return new Handshake(peer(address), false, () -> {});
    }

    private static PeerAddress peer(String address) {
        try {
            return PeerAddress.of(new InetSocketAddress(InetAddress.getByName(address), 1));
        } catch (UnknownHostException noLiteral) {
            throw new IllegalArgumentException(noLiteral);
        }
    }

    private double refused(String reason) {
        return meters.get("rollcall.refusals").tag("reason", reason).counter().count();
    }
}
