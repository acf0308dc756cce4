package io.rollcall.server.activity;

import io.rollcall.server.database.RowConsumer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Statements on {@code activity}; see ActivityMapper.xml. */
interface ActivityMapper extends Retention.AgedTable {
    void insert(OrganizationId organizationId, ActivityEntry entry, byte[] seal);

    /** Inserts an entry, and adds the user's name to its subject. @return 0 if the organization does not exist */
    int insertRefusal(
            OrganizationId organizationId,
            ActivityEntry entry,
            Optional<UserId> user,
            Optional<String> userName,
            byte[] seal);

    /** @param first the lowest id of the query's period @param last the lowest id after it */
    void list(
            OrganizationId organizationId,
            ActivityQuery query,
            Optional<UUID> first,
            Optional<UUID> last,
            RowConsumer<Row> rows);

    void listWithoutChanges(
            OrganizationId organizationId,
            ActivityQuery query,
            Optional<UUID> first,
            Optional<UUID> last,
            RowConsumer<Row> rows);

    Optional<Row> find(OrganizationId organizationId, UUID id);

    /**
     * Returns whether an entry is by an actor of that kind.
     *
     * @param otherThan user agent whose entries do not count
     * @param newest how many of the newest entries are examined
     */
    boolean hasOf(
            OrganizationId organizationId,
            ActivityKind kind,
            Actor.Kind actorKind,
            String otherThan,
            UUID first,
            int newest);

    int remove(OrganizationId organizationId, int most);

    /** Row of {@code activity}; {@code userId} is null if the entry is about no user. */
    record Row(
            UUID id,
            Instant occurred,
            String kind,
            int status,
            UserId userId,
            String subject,
            String actorKind,
            String actorName,
            String address,
            String userAgent,
            String requestId,
            String detail,
            String changes) {

        ActivityEntry toEntry() {
            Actor actor = new Actor(Actor.Kind.valueOf(actorKind), actorName, address, userAgent, requestId);
            return new ActivityEntry(
                    id,
                    occurred,
                    ActivityKind.of(kind).orElseThrow(),
                    status,
                    Optional.ofNullable(userId),
                    subject,
                    actor,
                    detail,
                    Changes.readable(changes));
        }
    }
}
