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
import java.text.ParseException;
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
     * @param fetched when the keys came
     * @param tried when a fetch last began
     * @param failure why there are no keys
     */
    private record Fetched(JWKSet keys, Instant fetched, Instant tried, Optional<String> failure) {}

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
     * @throws Refusal UNAUTHENTICATED if the set cannot be fetched, BUSY if others are being fetched
     */
    JWKSet get(OrganizationId owner, String url, Optional<String> kid) {
        Optional<Fetched> cached = Optional.ofNullable(sets.getIfPresent(url));
        Instant now = clock.instant();
        boolean fresh = cached.filter(set -> isWithin(set.fetched(), config.cached(), now))
                .isPresent();
        boolean known = cached.filter(set -> hasKey(set.keys(), kid)).isPresent();
        boolean tried = cached.filter(set -> isWithin(set.tried(), config.refetch(), now))
                .isPresent();
        if (fresh && (known || isUnknown(url, kid, now)) || tried) {
            return usable(cached.orElseThrow());
        }
        return fetchAlone(owner, url, kid, cached, known);
    }

    private static boolean hasKey(JWKSet keys, Optional<String> kid) {
        return kid.isEmpty() ? !keys.isEmpty() : keys.getKeyByKeyId(kid.get()) != null;
    }

    private static boolean isWithin(Instant since, Duration age, Instant now) {
        return now.isBefore(since.plus(age)) && !now.isBefore(since);
    }

    private boolean isUnknown(String url, Optional<String> kid, Instant now) {
        return kid.map(id -> unknown.getIfPresent(new UnknownKey(url, id)))
                .filter(since -> isWithin(since, UNKNOWN, now))
                .isPresent();
    }

    /** Fetches a set, unless too many are being fetched: a slow issuer must not hold many workers. */
    private JWKSet fetchAlone(
            OrganizationId owner, String url, Optional<String> kid, Optional<Fetched> cached, boolean known) {
        if (!fetching.add(owner)) {
            return busy(cached, known);
        }
        try {
            if (!places.tryAcquire()) {
                return busy(cached, known);
            }
            try {
                return fetch(owner, url, kid, cached);
            } finally {
                places.release();
            }
        } finally {
            fetching.remove(owner);
        }
    }

    private static JWKSet busy(Optional<Fetched> cached, boolean known) {
        return cached.filter(set -> known)
                .map(Fetched::keys)
                .orElseThrow(
                        () -> Refusal.busy("The keys of the assertion's issuer are being fetched. Retry in a moment."));
    }

    private JWKSet fetch(OrganizationId owner, String url, Optional<String> kid, Optional<Fetched> cached) {
        Instant now = clock.instant();
        JWKSet keys;
        try {
            keys = download(owner, url);
        } catch (DeliveryFailure failure) {
            Fetched kept = cached.filter(set -> set.failure().isEmpty() && isWithin(set.fetched(), STALE, now))
                    .map(set -> new Fetched(set.keys(), set.fetched(), now, Optional.empty()))
                    .orElseGet(() -> new Fetched(new JWKSet(), now, now, Optional.of(failure.getMessage())));
            sets.put(url, kept);
            return usable(kept);
        }
        sets.put(url, new Fetched(keys, now, now, Optional.empty()));
        kid.filter(id -> !hasKey(keys, kid)).ifPresent(id -> unknown.put(new UnknownKey(url, id), now));
        return keys;
    }

    private static JWKSet usable(Fetched set) {
        set.failure().ifPresent(cause -> {
            throw Refusal.unauthenticated("The JWK set that verifies the assertion cannot be fetched. " + cause);
        });
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
            return JWKSet.parse(new String(response.body(), StandardCharsets.UTF_8))
                    .toPublicJWKSet();
        } catch (ParseException malformed) {
            throw new DeliveryFailure("The response is not a JWK set.");
        }
    }

    /** Ends all fetches. */
    @Override
    public void close() {
        sender.close();
    }
}
