package io.rollcall.server.administrators;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.Optional;

/** Statements on {@code sessions}; see SessionMapper.xml. */
interface SessionMapper extends Retention.AgedTable {
    @CrossOrganization("a session is a person's, whatever they administer")
    void insert(byte[] hash, long administrator, Instant now);

    @CrossOrganization("a session tells who the person is")
    Optional<SessionRow> find(byte[] hash);

    @CrossOrganization("a session is a person's, whatever they administer")
    void see(byte[] hash, Instant now);

    @CrossOrganization("a session is a person's, whatever they administer")
    void delete(byte[] hash);

    @CrossOrganization("a session is a person's, whatever they administer")
    void deleteOf(long administrator);

    /** Row of {@code sessions}. */
    record SessionRow(long administratorId, Instant created, Instant lastSeen) {}
}
