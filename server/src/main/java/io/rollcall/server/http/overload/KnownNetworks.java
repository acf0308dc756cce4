package io.rollcall.server.http.overload;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/**
 * Networks of clients that presented a known credential within the last day. When connections or handshakes are too many, theirs
 * stay, since attackers may have any number of other addresses. Connections of trusted proxies are judged one by one.
 */
public final class KnownNetworks {
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int MAX_REMEMBERED = 10_000;

    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterAccess(REMEMBERED)
            .build();

    /** @param network of a connection whose credential was accepted */
    void note(String network) {
        known.put(network, true);
    }

    public boolean contains(String network) {
        return known.getIfPresent(network) != null;
    }
}
