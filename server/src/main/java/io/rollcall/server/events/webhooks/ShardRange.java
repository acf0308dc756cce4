package io.rollcall.server.events.webhooks;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Shards of one kind of endpoint: leases that servers share, so that one server at a time delivers to an endpoint. */
public record ShardRange(int first, int count) {
    private static final int SIZE = 32;

    /** Shards of webhooks. */
    public static final ShardRange WEBHOOKS = new ShardRange(0, SIZE);

    /** Shards of streams of security event tokens. */
    public static final ShardRange STREAMS = new ShardRange(SIZE, SIZE);

    public boolean contains(int shard) {
        return shard >= first && shard < first + count;
    }

    /** Returns the shard with the fewest endpoints. @param taken the shard of each endpoint */
    public int leastUsed(List<Integer> taken) {
        return IntStream.range(first, first + count)
                .boxed()
                .min((one, other) ->
                        Integer.compare(Collections.frequency(taken, one), Collections.frequency(taken, other)))
                .orElseThrow();
    }
}
