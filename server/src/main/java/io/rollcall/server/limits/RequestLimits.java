package io.rollcall.server.limits;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.IpAddress;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.telemetry.Refusals;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Rate limits of one surface. Authenticated requests count by organization and by address; all others count separately, by
 * address alone, so that guessing tokens does not block the right one. IPv6 addresses of one /64 network count as one.
 */
public final class RequestLimits {
    /** Reasons of refusals, as {@link Refusals} counts them. */
    static final Set<String> REASONS = Set.of("unauthenticated", "failure_rate", "address_rate", "organization_rate");

    /** Cause and remedy for a client whose address fails too often. */
    public static final String TOO_MANY_FAILURES =
            "Too many such requests came from this address: wait for the seconds in"
                    + " Retry-After before the next one. Requests with a valid token still succeed.";

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Optional<Rate<OrganizationId>> ofOrganizations;
    private final Optional<Rate<String>> ofAddresses;
    private final Optional<Rate<String>> ofAnonymous;
    private final Optional<Rate<String>> ofFailures;
    private final RecentCredentials credentials;
    private final Refusals refusals;

    /** @param surface whose refusals are counted under this name */
    public RequestLimits(Config config, MeterRegistry meters, String surface) {
        this(config, new Refusals(meters, surface, REASONS), TimeMeter.SYSTEM_NANOTIME);
    }

    RequestLimits(Config config, Refusals refusals, TimeMeter time) {
        this.ofOrganizations = Rate.perSecond(config.organizationPerSecond(), time);
        this.ofAddresses = Rate.perSecond(config.addressPerSecond(), time);
        this.ofAnonymous = Rate.perSecond(config.addressPerSecond(), time);
        this.ofFailures = perMinute(config.failuresPerMinute(), time);
        this.credentials = new RecentCredentials(time);
        this.refusals = refusals;
    }

    private static Optional<Rate<String>> perMinute(int many, TimeMeter time) {
        return many == 0 ? Optional.empty() : Optional.of(Rate.of(many, many, MINUTE, time));
    }

    /**
     * Counts an authenticated request.
     *
     * @param organization the caller's organization; empty for callers of all
     * @throws Refusal TOO_MANY
     */
    public void count(Optional<OrganizationId> organization, String address) {
        if (ofAddresses.isPresent()) {
            require(
                    ofAddresses.get().use(IpAddress.limitKey(address)),
                    "address_rate",
                    "Too many requests come from this address.");
        }
        if (ofOrganizations.isPresent() && organization.isPresent()) {
            require(
                    ofOrganizations.get().use(organization.get()),
                    "organization_rate",
                    "The organization sends too many requests.");
        }
    }

    /**
     * Counts a request that needs no token; such requests count separately from authenticated ones of the same address.
     *
     * @throws Refusal TOO_MANY
     */
    public void countAnonymous(String address) {
        if (ofAnonymous.isPresent()) {
            require(
                    ofAnonymous.get().use(IpAddress.limitKey(address)),
                    "address_rate",
                    "Too many requests come from this address.");
        }
    }

    private void require(Duration wait, String reason, String problem) {
        if (!wait.isZero()) {
            refusals.count(reason);
            throw Refusal.tooMany(
                    problem + " Send fewer at a time, and this one again after the seconds in Retry-After.", wait);
        }
    }

    /**
     * Screens a request before authentication. A credential that was accepted recently always passes.
     *
     * @param presented the request's credential
     */
    public Screening screen(String address, Fingerprint presented) {
        Duration wait =
                ofFailures.map(rate -> rate.peek(IpAddress.limitKey(address))).orElse(Duration.ZERO);
        if (wait.isZero()) {
            return Screening.PASSED;
        }
        if (credentials.isAccepted(presented)) {
            return Screening.PASSED;
        }
        return new Screening(
                credentials.isRejected(presented) ? Screening.Result.REJECTED : Screening.Result.DOUBTFUL, wait);
    }

    /** Returns whether the credential was accepted within the hour. This decides nothing about access. */
    public boolean isAccepted(Fingerprint credential) {
        return credentials.isAccepted(credential);
    }

    /** Counts a request that was refused for its {@link Screening}. */
    public void countScreened(Fingerprint credential) {
        refusals.count("failure_rate");
        credentials.countRefused(credential);
    }

    /** Notes that a credential was accepted. */
    public void accepted(Fingerprint credential) {
        credentials.accept(credential);
    }

    /**
     * Counts an unauthenticated request, and the next ones that are screened out.
     *
     * @param counter run for each later request with the credential that is refused for its {@link Screening}
     */
    public Refusal failed(String address, Fingerprint credential, Refusal unknown, Runnable counter) {
        if (ofFailures.isPresent()) {
            credentials.countWith(credential, counter);
        }
        return failed(address, credential, unknown);
    }

    /**
     * Counts an unauthenticated request.
     *
     * @param credential remembered as wrong for some seconds
     * @param unknown the refusal for such a caller
     * @return that refusal, or 429 if there were too many
     */
    public Refusal failed(String address, Fingerprint credential, Refusal unknown) {
        credentials.reject(credential);
        Duration wait =
                ofFailures.map(rate -> rate.use(IpAddress.limitKey(address))).orElse(Duration.ZERO);
        refusals.count(wait.isZero() ? "unauthenticated" : "failure_rate");
        return wait.isZero() ? unknown : Refusal.tooMany(unknown.getMessage() + " " + TOO_MANY_FAILURES, wait);
    }

    /**
     * Rates of requests; 0 for no limit.
     *
     * @param organizationPerSecond requests of one organization
     * @param addressPerSecond requests of known callers from one address
     * @param failuresPerMinute requests from one address with a token or key that is not valid
     */
    public record Config(int organizationPerSecond, int addressPerSecond, int failuresPerMinute) {
        private static final int MAX_VALUE = 1_000_000;

        public static Config read(Settings settings) {
            return new Config(
                    settings.integer("limits.organization-requests-per-second", 0, MAX_VALUE),
                    settings.integer("limits.address-requests-per-second", 0, MAX_VALUE),
                    settings.integer("limits.address-failures-per-minute", 0, MAX_VALUE));
        }
    }

    /**
     * Result of screening a request by its address and credential before authentication: whether it gets a worker.
     *
     * @param retryAfter time until the address may fail again
     */
    public record Screening(Result result, Duration retryAfter) {
        /** Kind of result. */
        public enum Result {
            /** The request may proceed. */
            PASSED,
            /** Its address fails too often, and its credential, which may be valid, has not been seen recently. */
            DOUBTFUL,
            /** Its address fails too often, and its credential was rejected a moment ago. */
            REJECTED
        }

        static final Screening PASSED = new Screening(Result.PASSED, Duration.ZERO);

        /** Returns the time until a retry in whole seconds, at least one. */
        public long retryAfterSeconds() {
            return Math.max(1, retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
        }
    }
}
