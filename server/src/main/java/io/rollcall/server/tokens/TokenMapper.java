package io.rollcall.server.tokens;

import io.rollcall.server.credentials.LastUse;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code tokens}; see TokenMapper.xml. */
interface TokenMapper {
    void insert(@Param("organizationId") OrganizationId organizationId, @Param("token") NewToken token);

    @CrossOrganization("a token tells which organization its bearer speaks for")
    Optional<TokenRow> findByHash(@Param("hash") byte[] hash);

    Optional<TokenRow> find(@Param("organizationId") OrganizationId organizationId, @Param("id") long id);

    /** The row, which nobody else changes before this transaction ends. */
    Optional<TokenRow> lock(@Param("organizationId") OrganizationId organizationId, @Param("id") long id);

    int count(@Param("organizationId") OrganizationId organizationId);

    /** Removes the oldest tokens that let nobody in any more. */
    int forgetEnded(
            @Param("organizationId") OrganizationId organizationId, @Param("now") Instant now, @Param("most") int most);

    List<TokenRow> list(@Param("organizationId") OrganizationId organizationId);

    @CrossOrganization("operators review the access to all organizations")
    List<TokenRow> listAll();

    void revoke(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") long id,
            @Param("revoked") Instant revoked);

    /** Puts the successor beside the token, and beside those that had it for their own unused successor. */
    void replace(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") long id,
            @Param("successor") long successor);

    /** Leaves those tokens without a successor whose own was never used. */
    void undoReplacement(@Param("organizationId") OrganizationId organizationId, @Param("successor") long successor);

    List<TokenRow> listReplaced(
            @Param("organizationId") OrganizationId organizationId, @Param("successor") long successor);

    void retire(
            @Param("organizationId") OrganizationId organizationId,
            @Param("successor") long successor,
            @Param("retires") Instant retires);

    /** Notes a use, unless one after {@code unlessAfter} is noted already. */
    int use(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") long id,
            @Param("use") LastUse use,
            @Param("unlessAfter") Instant unlessAfter);

    /** Notes a success, unless a later one is noted already. */
    int succeed(@Param("organizationId") OrganizationId organizationId, @Param("id") long id, @Param("at") Instant at);

    @CrossOrganization("the operator is warned of every token that ends soon")
    List<TokenRow> listExpiring(@Param("now") Instant now, @Param("until") Instant until);

    /** Notes a warning, unless one after {@code unlessAfter} is noted already. */
    int warn(
            @Param("organizationId") OrganizationId organizationId,
            @Param("id") long id,
            @Param("warned") Instant warned,
            @Param("unlessAfter") Instant unlessAfter);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);
}
