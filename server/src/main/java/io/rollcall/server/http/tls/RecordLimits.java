package io.rollcall.server.http.tls;

import io.github.bucket4j.TimeMeter;
import io.rollcall.server.http.overload.MinuteWarning;
import io.rollcall.server.http.overload.PeerAddress;
import io.rollcall.server.limits.Rate;
import io.rollcall.server.telemetry.Refusals;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each TLS connection its {@link RecordBudget}, and counts small records by network. */
final class RecordLimits {
    static final String RECORDS = "tls-records";
    static final Set<String> REASONS = Set.of(RECORDS);

    private static final Logger LOG = LoggerFactory.getLogger(RecordLimits.class);
    private static final long BURST_SECONDS = 2;

    private final RecordConfig config;
    private final Predicate<String> trustedProxy;
    private final Refusals refusals;
    private final Optional<Rate<String>> small;
    private final MinuteWarning warning = new MinuteWarning(LOG);

    RecordLimits(RecordConfig config, Predicate<String> trustedProxy, Refusals refusals, TimeMeter time) {
        this.config = config;
        this.trustedProxy = trustedProxy;
        this.refusals = refusals;
        // Counted in groups.
        long many = Math.max(1, config.smallPerSecondPerAddress() / RecordBudget.GROUP);
        this.small = config.smallPerSecondPerAddress() == 0
                ? Optional.empty()
                : Optional.of(Rate.of(BURST_SECONDS * many, many, Duration.ofSeconds(1), time));
    }

    RecordBudget budget(PeerAddress peer) {
        return new RecordBudget(config.maxWithoutData(), () -> smallAllowed(peer));
    }

    private boolean smallAllowed(PeerAddress peer) {
        return small.isEmpty()
                || trustedProxy.test(peer.text())
                || small.get().use(peer.network()).isZero();
    }

    /** Counts a connection that was closed for its records. */
    void refuse() {
        refusals.count(RECORDS);
        warning.log(
                "TLS connections are closed ({}): clients send many records with little or no data in them.", RECORDS);
    }
}
