package io.rollcall.server.secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys of one name, oldest first: the last one is in use, those before it are on their way out. */
public record SharedKeys(List<SharedKey> all) {
    /** How long another server may still use a key after it was replaced: its cache, and clocks that differ. */
    private static final Duration TAKEOVER = Duration.ofMinutes(1);

    public SharedKeys {
        all = List.copyOf(all);
    }

    /** Returns the key that new texts are made with. */
    public SharedKey current() {
        return all.get(all.size() - 1);
    }

    /**
     * Returns the keys whose texts are accepted, newest first.
     *
     * @param overlap time during which a replaced key is still accepted
     */
    public List<SharedKey> accepted(Instant now, Duration overlap) {
        return all.stream()
                .filter(key -> replaced(key)
                        .map(at -> now.isBefore(at.plus(TAKEOVER).plus(overlap)))
                        .orElse(true))
                .sorted((one, other) -> other.id() - one.id())
                .toList();
    }

    /** Returns when the next key took over; empty for the current key. */
    private Optional<Instant> replaced(SharedKey key) {
        int next = all.indexOf(key) + 1;
        return next == all.size() ? Optional.empty() : all.get(next).created();
    }
}
