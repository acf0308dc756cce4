package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Row;
import java.util.List;

/** Statements on {@code webhook_shards} and {@code webhook_workers}; see ShardMapper.xml. */
interface ShardMapper {
    @CrossOrganization("leases belong to the installation")
    List<Shard> list(String holder);

    /** Returns the number of servers that deliver. */
    @CrossOrganization("leases belong to the installation")
    int workers();

    /** Says that a server delivers. */
    @CrossOrganization("leases belong to the installation")
    void enlist(String holder, long leaseMillis);

    @CrossOrganization("leases belong to the installation")
    void dismiss(String holder);

    /** Takes or renews a lease. @return 0 if another server has it */
    @CrossOrganization("leases belong to the installation")
    int claim(int shard, String holder, long leaseMillis);

    @CrossOrganization("leases belong to the installation")
    int release(int shard, String holder);

    /** Lease of a shard. @param mine whether the server has it @param free whether it can take it */
    record Shard(int number, boolean mine, boolean free) {
        static Shard read(Row row) {
            return new Shard(row.number(1), row.truth(2), row.truth(3));
        }
    }
}
