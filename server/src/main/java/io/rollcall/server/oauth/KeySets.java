package io.rollcall.server.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import io.rollcall.server.events.webhooks.TargetUrl;
import io.rollcall.server.events.webhooks.WebhookConfig;
import io.rollcall.server.events.webhooks.delivery.DeliveryFailure;
import io.rollcall.server.events.webhooks.delivery.HttpResponse;
import io.rollcall.server.events.webhooks.delivery.HttpSender;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLSocketFactory;

/**
 * Cache of the JWK sets that verify assertions. A set is fetched when it is old or lacks a key, at most once in some seconds. It
 * comes by the rules of webhooks: from public addresses, over https, without redirects, and within limits of time and size.
 */
@Singleton
public final class KeySets implements AutoCloseable {
    private static final int OK = 200;
    private static final int MAX_SETS = 1_000;
    private static final int MAX_UNKNOWN = 10_000;

    /** How long a key that was not in a set just fetched is taken for unknown. */
    private static final Duration UNKNOWN = Duration.ofMinutes(1);

    /** How long the keys of an issuer that does not answer are still used. */
    private static final Duration STALE = Duration.ofHours(24);

    private final WebhookConfig rules;
    private final OAuthConfig.Keys config;
    private final Clock clock;
    private final HttpSender sender;
    private final Cache<String, Fetched> sets =
            Caffeine.newBuilder().maximumSize(MAX_SETS).build();
    private final Cache<UnknownKey, Instant> unknown =
            Caffeine.newBuilder().maximumSize(MAX_UNKNOWN).build();
    private final Semaphore places;
    private final Set<OrganizationId> fetching = ConcurrentHashMap.newKeySet();

    @Inject
    public KeySets(WebhookConfig rules, OAuthConfig config, Clock clock) {
        this.rules = rules;
        this.config = config.keys();
        this.clock = clock;
        this.places = new Semaphore(config.keys().maxConcurrent());
        this.sender = new HttpSender(
                rules.addresses(),
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                config.keys().timeout());
    }

    /**
     * Latest fetch of a set.
     *
     * @param keys the last keys that came; none if none ever did
     * @param fetched when they came
     * @param tried when a fetch last began
     * @param failure why that fetch brought no keys
     */
    private record Fetched(JWKSet keys, Instant fetched, Instant tried, Optional<String> failure) {
        static final Fetched NOTHING = new Fetched(new JWKSet(), Instant.MIN, Instant.MIN, Optional.empty());

        /** Returns whether there is a key of that name, or any key if it is empty. */
        boolean has(Optional<String> kid) {
            return kid.isEmpty() ? !keys.isEmpty() : keys.getKeyByKeyId(kid.get()) != null;
        }
    }

    private record UnknownKey(String url, String kid) {}

    /** Returns the URL of a set if it may be fetched. @throws Refusal INVALID about "jwksUrl" */
    public String checked(String url) {
        try {
            return TargetUrl.parse(url.strip(), rules.addresses(), rules.lowPorts())
                    .uri()
                    .toString();
        } catch (Refusal refused) {
            throw refused.about("jwksUrl");
        }
    }

    /**
     * Returns the set at a URL: one with the key, if there is such a set.
     *
     * @param owner of the client that names the URL
     * @param kid empty if the assertion names no key
     * @throws Refusal BUSY if the key may exist, but cannot be fetched now
     */
    JWKSet get(OrganizationId owner, String url, Optional<String> kid) {
        Fetched cached = cached(url);
        Instant now = clock.instant();
        boolean fresh = isWithin(cached.fetched(), config.cached(), now);
        boolean tried = isWithin(cached.tried(), config.refetch(), now);
        return fresh && (cached.has(kid) || isUnknown(url, kid, now)) || tried
                ? usable(cached, kid, now)
                : fetchAlone(owner, url, kid);
    }

    private Fetched cached(String url) {
        return Optional.ofNullable(sets.getIfPresent(url)).orElse(Fetched.NOTHING);
    }

    /** Returns whether less than the age has passed; a clock that was set back counts as more. */
    private static boolean isWithin(Instant since, Duration age, Instant now) {
        return since.isAfter(now.minus(age)) && !since.isAfter(now);
    }

    private boolean isUnknown(String url, Optional<String> kid, Instant now) {
        return kid.map(id -> unknown.getIfPresent(new UnknownKey(url, id)))
                .filter(since -> isWithin(since, UNKNOWN, now))
                .isPresent();
    }

    /** Fetches a set, unless too many are being fetched: a slow issuer must not hold many workers. */
    private JWKSet fetchAlone(OrganizationId owner, String url, Optional<String> kid) {
        if (!fetching.add(owner)) {
            return whileFetching(url, kid);
        }
        try {
            if (!places.tryAcquire()) {
                return whileFetching(url, kid);
            }
            try {
                return fetch(owner, url, kid);
            } finally {
                places.release();
            }
        } finally {
            fetching.remove(owner);
        }
    }

    private JWKSet whileFetching(String url, Optional<String> kid) {
        Fetched cached = cached(url);
        if (cached.has(kid) && isWithin(cached.fetched(), STALE, clock.instant())) {
            return cached.keys();
        }
        throw Refusal.busy("The keys of the assertion's issuer are being fetched. Retry in a moment.");
    }

    private JWKSet fetch(OrganizationId owner, String url, Optional<String> kid) {
        Instant now = clock.instant();
        Fetched fetched;
        try {
            fetched = new Fetched(download(owner, url), now, now, Optional.empty());
            if (!fetched.has(kid)) {
                kid.ifPresent(id -> unknown.put(new UnknownKey(url, id), now));
            }
        } catch (DeliveryFailure failure) {
            Fetched last = cached(url);
            fetched = new Fetched(last.keys(), last.fetched(), now, Optional.of(failure.getMessage()));
        }
        sets.put(url, fetched);
        return usable(fetched, kid, now);
    }

    /** Returns the keys, unless the wanted one may be among those that could not be fetched. */
    private JWKSet usable(Fetched set, Optional<String> kid, Instant now) {
        boolean stale = !isWithin(set.fetched(), STALE, now);
        if (set.failure().isPresent() && (stale || !set.has(kid))) {
            throw Refusal.busy(
                    "The JWK set that verifies the assertion cannot be fetched. "
                            + set.failure().get(),
                    config.refetch());
        }
        return set.keys();
    }

    private JWKSet download(OrganizationId owner, String url) throws DeliveryFailure {
        HttpResponse response =
                sender.get(owner, TargetUrl.stored(url), Map.of("Accept", "application/json"), config.maxBytes());
        if (response.status() != OK) {
            throw new DeliveryFailure(
                    "The response has the status " + response.status() + ". Redirects are not followed.");
        }
        if (!response.complete()) {
            throw new DeliveryFailure("The response is incomplete, or longer than " + config.maxBytes() + " bytes.");
        }
        try {
            return AssertionKeys.parse(new String(response.body(), StandardCharsets.UTF_8))
                    .toPublicJWKSet();
        } catch (Refusal unusable) {
            throw new DeliveryFailure(unusable.getMessage());
        }
    }

    /** Ends all fetches. */
    @Override
    public void close() {
        sender.close();
    }
}
