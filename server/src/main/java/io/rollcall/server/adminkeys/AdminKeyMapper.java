package io.rollcall.server.adminkeys;

import io.rollcall.server.credentials.LastUse;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code admin_keys}; see AdminKeyMapper.xml. */
interface AdminKeyMapper {
    @CrossOrganization("a key may be for all organizations")
    void insert(@Param("key") NewAdminKey key);

    @CrossOrganization("a key tells which organizations its bearer administers")
    Optional<AdminKeyRow> findByHash(@Param("hash") byte[] hash);

    @CrossOrganization("only operators see keys, and they see all")
    Optional<AdminKeyRow> find(@Param("id") long id);

    /** The row, which nobody else changes before this transaction ends. */
    @CrossOrganization("only operators revoke keys, and they may revoke all")
    Optional<AdminKeyRow> lock(@Param("id") long id);

    @CrossOrganization("only operators see keys, and they see all")
    List<AdminKeyRow> listAll();

    List<AdminKeyRow> list(@Param("organizationId") OrganizationId organizationId);

    @CrossOrganization("only operators revoke keys, and they may revoke all")
    void revoke(@Param("id") long id, @Param("revoked") Instant revoked);

    /** Puts the successor beside the key, and beside those that had it for their own unused successor. */
    @CrossOrganization("only operators rotate keys, and they may rotate all")
    void replace(@Param("id") long id, @Param("successor") long successor);

    /** Leaves those keys without a successor whose own was never used. */
    @CrossOrganization("only operators revoke keys, and they may revoke all")
    void undoReplacement(@Param("successor") long successor);

    @CrossOrganization("a key may be for all organizations")
    List<AdminKeyRow> listReplaced(@Param("successor") long successor);

    @CrossOrganization("a key may be for all organizations")
    void retire(@Param("successor") long successor, @Param("retires") Instant retires);

    /** Notes a use, unless one after {@code unlessAfter} is noted already. */
    @CrossOrganization("a key may be for all organizations")
    int use(@Param("id") long id, @Param("use") LastUse use, @Param("unlessAfter") Instant unlessAfter);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);
}
