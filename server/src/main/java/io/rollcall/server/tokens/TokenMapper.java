package io.rollcall.server.tokens;

import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code tokens}; see TokenMapper.xml. */
interface TokenMapper {
    void insert(
            @Param("organizationId") OrganizationId organizationId,
            @Param("name") String name,
            @Param("hash") byte[] hash,
            @Param("created") Instant created,
            @Param("expires") Instant expires);

    @CrossOrganization("a token tells which organization its bearer speaks for")
    Optional<TokenRow> findByHash(@Param("hash") byte[] hash);

    Optional<TokenRow> find(@Param("organizationId") OrganizationId organizationId, @Param("id") long id);

    List<TokenRow> list(@Param("organizationId") OrganizationId organizationId);

    int revoke(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") long id,
            @Param("revoked") Instant revoked);
}
