package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** A chain in memory, which a test tampers with. */
final class MemoryChain implements VerifiableChain {
    static final OrganizationId ID = new OrganizationId(7);
    static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    final Map<UUID, Row> rows = new LinkedHashMap<>();
    final List<Block> blocks = new ArrayList<>();
    final Set<UUID> erased = new HashSet<>();
    final AtomicReference<Optional<Instant>> pruned = new AtomicReference<>(Optional.empty());

    final AtomicReference<EntryKey> cursor = new AtomicReference<>(EntryKey.before(now()));

    /** An entry as it is stored. */
    record Row(UUID id, String kind, Optional<UUID> user, String text, TextCommitment seal) {
        Instant occurred() {
            return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        }

        ChainedEntry toChained() {
            Hash hash = HashInput.of("test")
                    .id(id)
                    .text(kind)
                    .id(user)
                    .hash(seal.commitment(List.of(text)))
                    .hash();
            return new ChainedEntry(
                    ID, id, occurred(), hash, seal.isErased(), text.equals("erased"), user, text.length());
        }

        Row with(String otherKind, String otherText, TextCommitment otherSeal) {
            return new Row(id, otherKind, user, otherText, otherSeal);
        }
    }

    /** An entry a second after the one before it. */
    static Row row(int number) {
        UUID id = new UUID((START.toEpochMilli() + number * 1_000L) << 16 | 0x7000, 0x8000_0000_0000_0000L | number);
        return new Row(
                id, "user.changed", Optional.of(new UUID(1, number % 3)), "text " + number, TextCommitment.fresh());
    }

    /** A chain of that many entries in blocks of a size. */
    static MemoryChain of(int entries, int blockSize) {
        MemoryChain chain = new MemoryChain();
        for (int first = 0; first < entries; first += blockSize) {
            List<Row> block = new ArrayList<>();
            for (int number = first; number < Math.min(entries, first + blockSize); number++) {
                block.add(row(number));
            }
            chain.append(block);
        }
        return chain;
    }

    void append(List<Row> added) {
        added.forEach(row -> rows.put(row.id(), row));
        blocks.add(Block.after(end(), added.stream().map(Row::toChained).toList()));
    }

    Head end() {
        if (blocks.isEmpty()) {
            return Head.empty(ID);
        }
        Block last = blocks.get(blocks.size() - 1);
        return new Head(ID, last.end(), last.head(), last.newest());
    }

    Row get(int number) {
        return List.copyOf(rows.values()).get(number);
    }

    @Override
    public OrganizationId id() {
        return ID;
    }

    @Override
    public List<Block> blocks(long from, int limit) {
        return blocks.stream()
                .filter(block -> block.position() >= from)
                .sorted(Comparator.comparingLong(Block::position))
                .limit(limit)
                .toList();
    }

    @Override
    public List<ChainedEntry> entries(List<UUID> ids) {
        return ids.stream()
                .distinct()
                .filter(rows::containsKey)
                .map(id -> rows.get(id).toChained())
                .toList();
    }

    @Override
    public List<EntryKey> keys(Optional<UUID> after, int limit) {
        return rows.values().stream()
                .map(row -> row.toChained().key())
                .filter(key ->
                        after.filter(id -> EntryKey.compare(key.id(), id) <= 0).isEmpty())
                .sorted(Comparator.comparing(EntryKey::id, EntryKey::compare))
                .limit(limit)
                .toList();
    }

    @Override
    public Set<UUID> erasedUsers() {
        return erased;
    }

    @Override
    public Optional<Instant> prunedBefore() {
        return pruned.get();
    }

    @Override
    public EntryKey cursor() {
        return cursor.get();
    }

    @Override
    public Instant now() {
        return START.plusSeconds(1_000_000);
    }
}
