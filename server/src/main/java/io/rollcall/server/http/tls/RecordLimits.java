package io.rollcall.server.http.tls;

import io.github.bucket4j.TimeMeter;
import io.rollcall.server.http.overload.MinuteWarning;
import io.rollcall.server.http.overload.PeerAddress;
import io.rollcall.server.http.tls.RecordBudget.SmallRecords;
import io.rollcall.server.limits.Rate;
import io.rollcall.server.telemetry.Refusals;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Limits on TLS records: the {@link RecordBudget} of each connection, and small records by network. */
final class RecordLimits {
    static final String RECORDS = "tls-records";
    static final Set<String> REASONS = Set.of(RECORDS);

    private static final Logger LOG = LoggerFactory.getLogger(RecordLimits.class);
    private static final int BURST_SECONDS = 2;

    /** Share of the rate of an address that one connection may have. */
    private static final int SHARE_OF_CONNECTION = 4;

    private final TlsConfig.Records config;
    private final Predicate<String> trustedProxy;
    private final Refusals refusals;
    private final Optional<Rate<String>> small;
    private final MinuteWarning warning = new MinuteWarning(LOG);

    RecordLimits(TlsConfig.Records config, Predicate<String> trustedProxy, Refusals refusals, TimeMeter time) {
        this.config = config;
        this.trustedProxy = trustedProxy;
        this.refusals = refusals;
        // Counted in groups.
        long many = Math.max(1, config.smallPerSecondPerAddress() / RecordBudget.GROUP);
        this.small = config.smallPerSecondPerAddress() == 0
                ? Optional.empty()
                : Optional.of(Rate.of((long) BURST_SECONDS * many, many, Duration.ofSeconds(1), time));
    }

    RecordBudget budget(PeerAddress peer) {
        return new RecordBudget(config.maxWithoutData(), smallRecords(peer), System::nanoTime);
    }

    private SmallRecords smallRecords(PeerAddress peer) {
        if (small.isEmpty() || trustedProxy.test(peer.text())) {
            return new SmallRecords(0, 0, () -> true);
        }
        int perSecond = Math.max(1, config.smallPerSecondPerAddress() / SHARE_OF_CONNECTION);
        int burst = Math.max(RecordBudget.GROUP, BURST_SECONDS * perSecond);
        return new SmallRecords(
                perSecond, burst, () -> small.get().use(peer.network()).isZero());
    }

    /** Counts a connection that was closed for its records. */
    void refuse() {
        refusals.count(RECORDS);
        warning.log(
                "TLS connections are closed ({}): clients send many records with little or no data in them.", RECORDS);
    }
}
