package io.rollcall.server.events.tokens;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.OrganizationId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The statements on what receivers have acknowledged; see AcknowledgementMapper.xml. */
interface AcknowledgementMapper {
    /** Returns the next events of a stream, in the order of their positions. */
    @CrossOrganization("operators' streams have the events of all organizations")
    List<Candidate> window(Window window, int limit);

    /** Returns the acknowledged positions after the stream's own. */
    List<Long> list(OrganizationId organizationId, String stream);

    void add(OrganizationId organizationId, String stream, Collection<Long> positions);

    int deleteUpTo(OrganizationId organizationId, String stream, long position);

    void deleteAll(OrganizationId organizationId, String stream);

    /** Moves a stream from one position to another, unless it has moved already. */
    int advance(OrganizationId organizationId, String stream, long from, long to);

    int remove(OrganizationId organizationId, int most);

    /** Events after a position that a stream has. @param organization the only one; empty for all */
    record Window(long after, long last, Set<String> types, Optional<OrganizationId> organization) {}

    /** Event of a stream. */
    record Candidate(long position, String id, String type) {
        static Candidate read(Row row) {
            return new Candidate(row.longNumber(1), row.text(2), row.text(3));
        }
    }
}
