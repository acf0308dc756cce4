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

/** The statements on {@code admin_keys}; see AdminKeyMapper.xml. */
interface AdminKeyMapper {
    @CrossOrganization("a key may be for all organizations")
    void insert(NewKey key);

    @CrossOrganization("a key tells which organizations its bearer administers")
    Optional<Row> findByHash(byte[] hash);

    @CrossOrganization("only operators see keys, and they see all")
    Optional<Row> find(long id);

    /** The row, which nobody else changes before this transaction ends. */
    @CrossOrganization("only operators revoke keys, and they may revoke all")
    Optional<Row> lock(long id);

    @CrossOrganization("only operators see keys, and they see all")
    List<Row> listAll();

    List<Row> list(OrganizationId organizationId);

    @CrossOrganization("only operators revoke keys, and they may revoke all")
    void revoke(long id, Instant revoked);

    /** Puts the successor beside the key, and beside those that had it for their own unused successor. */
    @CrossOrganization("only operators rotate keys, and they may rotate all")
    void replace(long id, long successor);

    /** Leaves those keys without a successor whose own was never used. */
    @CrossOrganization("only operators revoke keys, and they may revoke all")
    void undoReplacement(long successor);

    @CrossOrganization("a key may be for all organizations")
    List<Row> listReplaced(long successor);

    @CrossOrganization("a key may be for all organizations")
    void retire(long successor, Instant retires);

    /** Notes a use, unless one after {@code unlessAfter} is noted already. */
    @CrossOrganization("a key may be for all organizations")
    int use(long id, Credential.LastUse use, Instant unlessAfter);

    int remove(OrganizationId organizationId, int most);

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

    /** A row of {@code admin_keys}; null stands for all organizations, and for an event that has not happened or never will. */
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
