package io.rollcall.server.events;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements on {@code event_consumers}; operators' consumers have {@link EventConsumers#OPERATORS}. See ConsumerMapper.xml. */
interface ConsumerMapper {
    void save(OrganizationId organizationId, String name, long position, Instant updated);

    int count(OrganizationId organizationId, String otherThan);

    List<Stored> list(OrganizationId organizationId);

    int delete(OrganizationId organizationId, String name);

    int remove(OrganizationId organizationId, int most);

    /** Returns the time of the organization's first event after a position. */
    Optional<Instant> firstAfter(OrganizationId organizationId, long position);

    /** Returns the time of the first event after a position. */
    @CrossOrganization("operators read all organizations")
    Optional<Instant> firstOfAllAfter(long position);

    /** Stored consumer. */
    record Stored(String name, long position, Instant updated) {
        static Stored read(Row row) {
            return new Stored(row.text(1), row.longNumber(2), row.instant(3));
        }
    }
}
