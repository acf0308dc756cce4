package io.rollcall.server.administrators;

import io.rollcall.server.database.CrossOrganization;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code sessions}; see SessionMapper.xml. */
interface SessionMapper {
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

    @CrossOrganization("sessions last for the same time everywhere")
    long countOlder(@Param("before") Instant before);

    @CrossOrganization("sessions last for the same time everywhere")
    long countAll();

    @CrossOrganization("sessions last for the same time everywhere")
    int prune(@Param("before") Instant before, @Param("limit") int limit);
}
