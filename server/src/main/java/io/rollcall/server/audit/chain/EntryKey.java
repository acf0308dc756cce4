package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/** Sort key of an entry among those of all organizations, in the order of the database's index on time. */
public record EntryKey(Instant occurred, OrganizationId organization, UUID id) implements Comparable<EntryKey> {
    private static final Comparator<EntryKey> ORDER = Comparator.comparing(EntryKey::occurred)
            .thenComparingLong(key -> key.organization().value())
            .thenComparing(EntryKey::id, EntryKey::compare);

    /** Returns the key before all entries of a time. */
    static EntryKey before(Instant time) {
        return new EntryKey(time, new OrganizationId(-1), new UUID(0, 0));
    }

    /** Compares bytes as unsigned; {@link UUID#compareTo} compares signed numbers. */
    static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }

    @Override
    public int compareTo(EntryKey other) {
        return ORDER.compare(this, other);
    }
}
