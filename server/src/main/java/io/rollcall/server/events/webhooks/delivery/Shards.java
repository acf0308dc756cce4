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

    private final Database database;
    private final String holder;
    private final ShardRange range;

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
    public record Leases(Set<Integer> held, Set<Integer> surplus, long end) {
        public static final Leases NONE = new Leases(Set.of(), Set.of(), System.nanoTime());

        public Leases {
            held = Set.copyOf(held);
            surplus = Set.copyOf(surplus);
        }

        public boolean permits(int shard) {
            return held.contains(shard) && !surplus.contains(shard) && System.nanoTime() - end < 0;
        }
    }

    /** Renews the leases, and takes free ones up to this server's share. @param busy the shards that have endpoints */
    public Leases keep(Set<Integer> busy) {
        long begin = System.nanoTime();
        return database.write(tx -> keep(tx, busy, begin + LEASE.minus(MARGIN).toNanos()));
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

    /** Hands shards over. */
    public void release(Collection<Integer> shards) {
        if (!shards.isEmpty()) {
            database.write(tx -> {
                shards.forEach(shard -> tx.mapper(ShardMapper.class).release(shard, holder));
                return shards;
            });
        }
    }

    /** Hands all shards over, at the stop of this server. */
    public void leave(Collection<Integer> held) {
        release(held);
        database.write(tx -> {
            tx.mapper(ShardMapper.class).dismiss(holder);
            return held;
        });
    }
}
