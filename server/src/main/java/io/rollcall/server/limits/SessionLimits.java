package io.rollcall.server.limits;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.IpAddress;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.telemetry.Refusals;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Rate limits of the console. Requests with a session count by session, from whatever addresses; those without one by address.
 * Assets have a limit of their own by address, so that pages never lack them because of other requests.
 */
public final class SessionLimits {
    private static final String SESSION = "session_rate";
    private static final String ADDRESS = "address_rate";

    /** Reasons of refusals, as {@link Refusals} counts them. */
    static final Set<String> REASONS = Set.of(SESSION, ADDRESS);

    private final Optional<Rate<Fingerprint>> ofSessions;
    private final Optional<Rate<String>> ofAddresses;
    private final Optional<Rate<String>> ofAssets;
    private final Refusals refusals;

    public SessionLimits(Config config, MeterRegistry meters) {
        this(config, new Refusals(meters, "console", REASONS), TimeMeter.SYSTEM_NANOTIME);
    }

    SessionLimits(Config config, Refusals refusals, TimeMeter time) {
        this.ofSessions = Rate.perSecond(config.sessionPerSecond(), time);
        this.ofAddresses = Rate.perSecond(config.addressPerSecond(), time);
        this.ofAssets = Rate.perSecond(config.addressPerSecond(), time);
        this.refusals = refusals;
    }

    /** Counts a request of a session. @throws Refusal TOO_MANY */
    public void count(Fingerprint session) {
        ofSessions.ifPresent(rate -> require(rate.use(session), SESSION, "Your session sent too many requests."));
    }

    /** Counts a request without a session. @throws Refusal TOO_MANY */
    public void countAnonymous(String address) {
        ofAddresses.ifPresent(rate -> countByAddress(rate, address));
    }

    /** Counts a request for an asset. @throws Refusal TOO_MANY */
    public void countAsset(String address) {
        ofAssets.ifPresent(rate -> countByAddress(rate, address));
    }

    private void countByAddress(Rate<String> rate, String address) {
        require(rate.use(IpAddress.limitKey(address)), ADDRESS, "Too many requests came from your address.");
    }

    private void require(Duration wait, String reason, String problem) {
        if (!wait.isZero()) {
            refusals.count(reason);
            throw Refusal.tooMany(problem + " Wait a moment, then try again.", wait);
        }
    }

    /**
     * Rates of requests; 0 for no limit.
     *
     * @param sessionPerSecond requests of one session
     * @param addressPerSecond requests without a session, and those for assets, from one address
     */
    public record Config(int sessionPerSecond, int addressPerSecond) {
        private static final int MAX_VALUE = 1_000_000;

        public static Config read(Settings settings) {
            return new Config(
                    settings.integer("limits.session-requests-per-second", 0, MAX_VALUE),
                    settings.integer("limits.address-requests-per-second", 0, MAX_VALUE));
        }
    }
}
