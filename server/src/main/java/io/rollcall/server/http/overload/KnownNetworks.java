package io.rollcall.server.http.overload;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Networks of clients that presented a known credential within the last day. When connections or handshakes are too many, theirs
 * stay, since attackers may have any number of other addresses. Connections of trusted proxies are judged one by one.
 */
public final class KnownNetworks {
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int MAX_REMEMBERED = 10_000;

    /** Identity providers call from a few dozen addresses; a thief of a token may have any number. */
    static final int MAX_OF_HOLDER = 32;

    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    private final LoadingCache<String, Set<String>> byHolder = Caffeine.newBuilder()
            .maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build(holder -> ConcurrentHashMap.newKeySet());

    /**
     * Remembers a network, unless the credential was presented from too many others.
     *
     * @param holder name of the credential that was accepted
     */
    void note(String network, String holder) {
        Set<String> networks = byHolder.get(holder);
        if (networks.contains(network) || networks.size() < MAX_OF_HOLDER) {
            networks.add(network);
            known.put(network, true);
        }
    }

    public boolean contains(String network) {
        return known.getIfPresent(network) != null;
    }
}
