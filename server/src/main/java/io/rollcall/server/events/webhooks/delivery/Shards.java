package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.webhooks.ShardRange;
import io.rollcall.server.events.webhooks.delivery.ShardMapper.Shard;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Leases of shards. Each server takes an even share of the shards that have endpoints, renews its leases every two seconds, and
 * hands over what exceeds its share. Times are those of the database's clock, but the end of the own leases is measured by this
 * server, from before they were renewed: then it begins no further attempt.
 */
public final class Shards {
    /** Delay until another server takes over from one that died. */
    static final Duration LEASE = Duration.ofSeconds(10);

    /** Time before the end of a lease in which no attempt begins. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private static final Duration RENEW_EVERY = Duration.ofSeconds(2);

    private final Database database;
    private final String holder;
    private final ShardRange range;
    private final AtomicReference<Leases> leases = new AtomicReference<>(Leases.NONE);
    private final AtomicLong renewed = new AtomicLong(System.nanoTime() - RENEW_EVERY.toNanos());

    /** @param holder the id of this server @param range the shards to share */
    public Shards(Database database, LeaseHolder holder, ShardRange range) {
        this.database = database;
        this.holder = holder.id();
        this.range = range;
        database.register(ShardMapper.class);
        database.register(Shard.class, Shard::read);
    }

    /**
     * Leases of this server.
     *
     * @param held shards whose endpoints it delivers to
     * @param surplus those of them that another server is to take, once they have no attempt in progress
     * @param end until when attempts may begin, by {@link System#nanoTime}
     */
    private record Leases(Set<Integer> held, Set<Integer> surplus, long end) {
        private static final Leases NONE = new Leases(Set.of(), Set.of(), System.nanoTime());

        public Leases {
            held = Set.copyOf(held);
            surplus = Set.copyOf(surplus);
        }
    }

    /** Returns whether attempts for the endpoints of a shard may begin on this server. */
    public boolean permits(int shard) {
        Leases now = leases.get();
        return now.held.contains(shard) && !now.surplus.contains(shard) && System.nanoTime() - now.end < 0;
    }

    /** Returns the shards whose endpoints this server delivers to. */
    public Set<Integer> held() {
        return leases.get().held;
    }

    /** Returns those of them that another server is to take, once they have no attempt in progress. */
    public Set<Integer> surplus() {
        return leases.get().surplus;
    }

    /**
     * Renews the leases every two seconds, and takes free ones up to this server's share.
     *
     * @param busy returns the shards that have endpoints
     * @return whether it did
     */
    public boolean renew(Supplier<Set<Integer>> busy) {
        long begin = System.nanoTime();
        if (begin - renewed.get() < RENEW_EVERY.toNanos()) {
            return false;
        }
        renewed.set(begin);
        Set<Integer> wanted = busy.get();
        if (wanted.isEmpty() && held().isEmpty()) {
            return false;
        }
        leases.set(database.write(
                tx -> keep(tx, wanted, begin + LEASE.minus(MARGIN).toNanos())));
        return true;
    }

    private Leases keep(Transaction tx, Set<Integer> busy, long end) {
        ShardMapper mapper = tx.mapper(ShardMapper.class);
        mapper.enlist(holder, LEASE.toMillis());
        int workers = Math.max(1, mapper.workers());
        int share = (busy.size() + workers - 1) / workers;
        List<Shard> shards = mapper.list(holder).stream()
                .filter(shard -> range.contains(shard.number()))
                .toList();
        Set<Integer> held = new HashSet<>();
        shards.stream()
                .filter(Shard::mine)
                .filter(shard -> claim(mapper, shard))
                .forEach(shard -> held.add(shard.number()));
        shards.stream()
                .filter(shard -> shard.free() && busy.contains(shard.number()))
                .filter(shard -> held.size() < share && claim(mapper, shard))
                .forEach(shard -> held.add(shard.number()));
        Set<Integer> surplus = held.stream().sorted().skip(Math.max(share, 1)).collect(Collectors.toSet());
        held.stream().filter(shard -> !busy.contains(shard)).forEach(surplus::add);
        return new Leases(held, surplus, end);
    }

    private boolean claim(ShardMapper mapper, Shard shard) {
        return mapper.claim(shard.number(), holder, LEASE.toMillis()) > 0;
    }

    /** Hands the surplus over, except the shards in use. @return the shards that this server no longer has */
    public Set<Integer> handOver(Set<Integer> inUse) {
        Leases now = leases.get();
        Set<Integer> released = new HashSet<>(now.surplus);
        released.removeAll(inUse);
        release(released);
        Set<Integer> kept = new HashSet<>(now.held);
        kept.removeAll(released);
        leases.set(new Leases(kept, now.surplus, now.end));
        return released;
    }

    private void release(Collection<Integer> shards) {
        if (!shards.isEmpty()) {
            database.write(tx -> {
                shards.forEach(shard -> tx.mapper(ShardMapper.class).release(shard, holder));
                return shards;
            });
        }
    }

    /** Hands all shards over, at the stop of this server. */
    public void leave() {
        Set<Integer> held = held();
        if (!held.isEmpty()) {
            release(held);
            database.write(tx -> {
                tx.mapper(ShardMapper.class).dismiss(holder);
                return held;
            });
        }
    }
}
