package io.rollcall.server.administrators;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements on {@code sessions}; see SessionMapper.xml. */
interface SessionMapper extends Retention.AgedTable {
    @CrossOrganization("a session is a person's, whatever they administer")
    void insert(@Param("hash") byte[] hash, @Param("administrator") long administrator, @Param("now") Instant now);

    @CrossOrganization("a session tells who the person is")
    Optional<SessionRow> find(@Param("hash") byte[] hash);

    @CrossOrganization("a session is a person's, whatever they administer")
    void see(@Param("hash") byte[] hash, @Param("now") Instant now);

    @CrossOrganization("a session is a person's, whatever they administer")
    void delete(@Param("hash") byte[] hash);

    @CrossOrganization("a session is a person's, whatever they administer")
    void deleteOf(@Param("administrator") long administrator);

    /** A row of {@code sessions}. */
    record SessionRow(long administratorId, Instant created, Instant lastSeen) {}
}
