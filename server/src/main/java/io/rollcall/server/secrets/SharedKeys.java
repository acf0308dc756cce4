package io.rollcall.server.secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys of one name, oldest first. The last one is current; the others are being retired. */
public record SharedKeys(List<SharedKey> all) {
    /** Time during which another server may still use a replaced key, because of its cache and differing clocks. */
    private static final Duration TAKEOVER = Duration.ofMinutes(1);

    public SharedKeys {
        all = List.copyOf(all);
    }

    /** Returns the key for new texts. */
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
