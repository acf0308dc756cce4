package io.rollcall.server.administrators;

import io.rollcall.server.database.CrossOrganization;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements on {@code recognised_browsers}; see RecognisedBrowserMapper.xml. */
interface RecognisedBrowserMapper {
    @CrossOrganization("a browser is recognised before it is known what the person administers")
    Optional<Long> owner(@Param("hash") byte[] hash, @Param("now") Instant now);

    @CrossOrganization("a browser is a person's, whatever they administer")
    void insert(
            @Param("hash") byte[] hash, @Param("administrator") long administrator, @Param("expires") Instant expires);

    @CrossOrganization("a browser is a person's, whatever they administer")
    void delete(@Param("hash") byte[] hash, @Param("administrator") long administrator);

    @CrossOrganization("a browser is a person's, whatever they administer")
    int count(@Param("administrator") long administrator);

    @CrossOrganization("a browser is a person's, whatever they administer")
    void deleteOldest(@Param("administrator") long administrator, @Param("surplus") int surplus);

    @CrossOrganization("a browser is a person's, whatever they administer")
    void deleteOf(@Param("administrator") long administrator);

    @CrossOrganization("browsers are recognised for the same time everywhere")
    int prune(@Param("now") Instant now, @Param("limit") int limit);
}
