package io.rollcall.server.http.tls;

import io.github.bucket4j.TimeMeter;
import io.rollcall.server.http.overload.MinuteWarning;
import io.rollcall.server.http.overload.PeerAddress;
import io.rollcall.server.limits.Rate;
import io.rollcall.server.telemetry.Refusals;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits on unfinished TLS handshakes, in all and by address, and on new ones a second by address. At the total limit, the
 * oldest one that waits for its client makes room. Those of known networks make room for no others, and the oldest other one
 * makes room for them, whether it waits or not.
 */
final class HandshakeLimits {
    static final String TOTAL = "handshakes";
    static final String ADDRESS = "handshakes-per-address";
    static final String RATE = "handshake-rate";
    static final Set<String> REASONS = Set.of(TOTAL, ADDRESS, RATE);

    private static final Logger LOG = LoggerFactory.getLogger(HandshakeLimits.class);

    /** After a restart, a client opens all its connections at once. */
    private static final long BURST_SECONDS = 2;

    private final TlsConfig.Handshakes config;
    private final Predicate<String> trustedProxy;
    private final Refusals refusals;
    private final Optional<Rate<String>> rate;
    private final MinuteWarning warning = new MinuteWarning(LOG);

    /** The oldest first. */
    private final Set<Handshake> unfinished = new LinkedHashSet<>();

    private final Map<String, Integer> byNetwork = new HashMap<>();

    HandshakeLimits(TlsConfig.Handshakes config, Predicate<String> trustedProxy, Refusals refusals, TimeMeter time) {
        this.config = config;
        this.trustedProxy = trustedProxy;
        this.refusals = refusals;
        int many = config.perSecondPerAddress();
        this.rate = many == 0
                ? Optional.empty()
                : Optional.of(Rate.of(BURST_SECONDS * many, many, Duration.ofSeconds(1), time));
    }

    /** Begins to count a handshake, or returns false if it must not begin. */
    boolean begin(Handshake handshake) {
        Optional<Handshake> oldest = Optional.empty();
        synchronized (this) {
            Optional<String> reason = reasonToRefuse(handshake.peer());
            if (reason.isEmpty() && unfinished.size() >= config.max()) {
                oldest = oldest(handshake.isKnown());
                oldest.ifPresent(this::end);
                reason = oldest.isPresent() ? reason : Optional.of(TOTAL);
            }
            if (reason.isPresent()) {
                refuse(reason.get());
                return false;
            }
            unfinished.add(handshake);
            byNetwork.merge(handshake.peer().network(), 1, Integer::sum);
        }
        oldest.ifPresent(Handshake::close);
        return true;
    }

    private Optional<Handshake> oldest(boolean ofKnown) {
        Optional<Handshake> waiting = unfinished.stream()
                .filter(Handshake::waitsForClient)
                .filter(handshake -> !handshake.isKnown())
                .findFirst();
        return !ofKnown
                ? waiting
                : waiting.or(() -> unfinished.stream()
                                .filter(handshake -> !handshake.isKnown())
                                .findFirst())
                        .or(() -> unfinished.stream()
                                .filter(Handshake::waitsForClient)
                                .findFirst());
    }

    private Optional<String> reasonToRefuse(PeerAddress peer) {
        if (trustedProxy.test(peer.text())) {
            return Optional.empty();
        }
        if (byNetwork.getOrDefault(peer.network(), 0) >= config.maxPerAddress()) {
            return Optional.of(ADDRESS);
        }
        boolean tooFast = rate.isPresent() && !rate.get().use(peer.network()).isZero();
        return tooFast ? Optional.of(RATE) : Optional.empty();
    }

    /** Takes the handshakes of one second from an address whose client has abused a connection. */
    void penalize(PeerAddress peer) {
        if (!trustedProxy.test(peer.text())) {
            rate.ifPresent(limit -> limit.useUpTo(peer.network(), config.perSecondPerAddress()));
        }
    }

    /** Counts the refusal of a handshake. */
    void refuse(String reason) {
        refusals.count(reason);
        warning.log(
                "TLS handshakes are refused ({}): clients begin too many, or http.tls.*handshakes* is too low.",
                reason);
    }

    /** Ends the count of a handshake, if it is counted. */
    synchronized void end(Handshake handshake) {
        handshake.finish();
        if (unfinished.remove(handshake)) {
            byNetwork.computeIfPresent(handshake.peer().network(), (network, count) -> count > 1 ? count - 1 : null);
        }
    }

    synchronized int unfinished() {
        return unfinished.size();
    }
}
