package io.rollcall.server.tokens;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements on the access tokens among {@code tokens}; see AccessTokenMapper.xml. */
interface AccessTokenMapper extends Retention.AgedTable {
    void insert(
            OrganizationId organizationId,
            TokenMapper.NewToken token,
            AccessTokens.Source source,
            Optional<Instant> lastSuccess);

    /** Returns when a request with one of the client's tokens last succeeded. */
    Optional<Instant> lastSuccess(OrganizationId organizationId, long client);

    int count(OrganizationId organizationId, long client);

    /** Deletes the oldest tokens of the client: those that have ended first. */
    int forgetOldest(OrganizationId organizationId, long client, Instant now, int most);

    List<TokenHash> hashes(OrganizationId organizationId, AccessTokens.Source source, Instant now);

    int revoke(OrganizationId organizationId, AccessTokens.Source source, Instant now);

    /** SHA-256 of a token's secret. */
    record TokenHash(byte[] value) {}
}
