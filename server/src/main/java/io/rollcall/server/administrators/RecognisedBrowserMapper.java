package io.rollcall.server.administrators;

import io.rollcall.server.database.CrossOrganization;
import java.time.Instant;
import java.util.Optional;

/** Statements on {@code recognised_browsers}; see RecognisedBrowserMapper.xml. */
interface RecognisedBrowserMapper {
    @CrossOrganization("a browser is recognised before it is known what the person administers")
    Optional<Long> owner(byte[] hash, Instant now);

    @CrossOrganization("a browser is a person's, whatever they administer")
    void insert(byte[] hash, long administrator, Instant expires);

    @CrossOrganization("a browser is a person's, whatever they administer")
    void delete(byte[] hash, long administrator);

    @CrossOrganization("a browser is a person's, whatever they administer")
    int count(long administrator);

    @CrossOrganization("a browser is a person's, whatever they administer")
    void deleteOldest(long administrator, int surplus);

    @CrossOrganization("a browser is a person's, whatever they administer")
    void deleteOf(long administrator);

    @CrossOrganization("browsers are recognised for the same time everywhere")
    int prune(Instant now, int limit);
}
