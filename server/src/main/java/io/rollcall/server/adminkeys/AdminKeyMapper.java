package io.rollcall.server.adminkeys;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.CredentialStore;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** The statements on {@code admin_keys}; see AdminKeyMapper.xml. */
interface AdminKeyMapper {
    @CrossOrganization("a key may be for all organizations")
    void insert(@Param("key") NewKey key);

    @CrossOrganization("a key tells which organizations its bearer administers")
    Optional<Row> findByHash(@Param("hash") byte[] hash);

    @CrossOrganization("only operators see keys, and they see all")
    Optional<Row> find(@Param("id") long id);

    /** The row, which nobody else changes before this transaction ends. */
    @CrossOrganization("only operators revoke keys, and they may revoke all")
    Optional<Row> lock(@Param("id") long id);

    @CrossOrganization("only operators see keys, and they see all")
    List<Row> listAll();

    List<Row> list(@Param("organizationId") OrganizationId organizationId);

    @CrossOrganization("only operators revoke keys, and they may revoke all")
    void revoke(@Param("id") long id, @Param("revoked") Instant revoked);

    /** Puts the successor beside the key, and beside those that had it for their own unused successor. */
    @CrossOrganization("only operators rotate keys, and they may rotate all")
    void replace(@Param("id") long id, @Param("successor") long successor);

    /** Leaves those keys without a successor whose own was never used. */
    @CrossOrganization("only operators revoke keys, and they may revoke all")
    void undoReplacement(@Param("successor") long successor);

    @CrossOrganization("a key may be for all organizations")
    List<Row> listReplaced(@Param("successor") long successor);

    @CrossOrganization("a key may be for all organizations")
    void retire(@Param("successor") long successor, @Param("retires") Instant retires);

    /** Notes a use, unless one after {@code unlessAfter} is noted already. */
    @CrossOrganization("a key may be for all organizations")
    int use(@Param("id") long id, @Param("use") Credential.LastUse use, @Param("unlessAfter") Instant unlessAfter);

    int remove(@Param("organizationId") OrganizationId organizationId, @Param("most") int most);

    /** An admin key about to be written. */
    record NewKey(
            Optional<OrganizationId> organization,
            String name,
            byte[] hash,
            Actor createdBy,
            Instant created,
            Optional<Instant> expires) {

        static NewKey of(AdminKey.Request request, Lifetime lifetime, SecretText secret, Actor actor, Instant now) {
            return new NewKey(request.organization(), request.name(), secret.hash(), actor, now, lifetime.endFrom(now));
        }
    }

    /** A row of {@code admin_keys}; null where the key is for all organizations, where something has not happened or never will. */
    record Row(
            long id,
            Long organizationId,
            String name,
            byte[] hash,
            String createdBy,
            Actor.Kind createdByKind,
            Instant created,
            Instant expires,
            Instant lastUsed,
            String lastAddress,
            Long replacedBy,
            Instant retires,
            Instant revoked) {

        CredentialStore.Stored<AdminKey> toStored() {
            return new CredentialStore.Stored<>(toKey(), hash);
        }

        AdminKey toKey() {
            return new AdminKey(
                    id,
                    Optional.ofNullable(organizationId).map(OrganizationId::new),
                    name,
                    new Creator(createdBy, Optional.ofNullable(createdByKind)),
                    created,
                    Optional.ofNullable(expires),
                    Optional.ofNullable(lastUsed).map(at -> new Credential.LastUse(at, lastAddress)),
                    Optional.ofNullable(replacedBy),
                    Optional.ofNullable(retires),
                    Optional.ofNullable(revoked));
        }
    }
}
