package io.rollcall.server.adminkeys;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.CredentialStore;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements on {@code admin_keys}; see AdminKeyMapper.xml. */
interface AdminKeyMapper {
    @CrossOrganization("a key may be for all organizations")
    void insert(NewKey key);

    @CrossOrganization("a key tells which organizations its bearer administers")
    Optional<StoredKey> findByHash(byte[] hash);

    @CrossOrganization("only operators see keys, and they see all")
    Optional<AdminKey> find(long id);

    /** Returns the row, locked until the transaction ends. */
    @CrossOrganization("only operators revoke keys, and they may revoke all")
    Optional<StoredKey> lock(long id);

    @CrossOrganization("only operators see keys, and they see all")
    List<AdminKey> listAll();

    List<AdminKey> list(OrganizationId organizationId);

    @CrossOrganization("only operators revoke keys, and they may revoke all")
    void revoke(long id, Instant revoked);

    /** Sets the successor of the key, and of the keys whose unused successor it was. */
    @CrossOrganization("only operators rotate keys, and they may rotate all")
    void replace(long id, long successor);

    /** Clears the unused successor of the keys that it was to replace. */
    @CrossOrganization("only operators revoke keys, and they may revoke all")
    void undoReplacement(long successor);

    @CrossOrganization("a key may be for all organizations")
    List<AdminKey> listReplaced(long successor);

    @CrossOrganization("a key may be for all organizations")
    void retire(long successor, Instant retires);

    /** Records a use, unless one after {@code unlessAfter} is recorded already. */
    @CrossOrganization("a key may be for all organizations")
    int use(long id, Credential.LastUse use, Instant unlessAfter);

    int remove(OrganizationId organizationId, int most);

    /** Admin key to insert. */
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

    /** Admin key with the SHA-256 of its secret, the last column of its row. */
    record StoredKey(AdminKey key, byte[] hash) {
        static void register(Database database) {
            database.register(AdminKeyMapper.class);
            database.register(AdminKey.class, StoredKey::readKey);
            database.register(StoredKey.class, row -> new StoredKey(readKey(row), row.bytes(13)));
        }

        private static AdminKey readKey(Row row) {
            return new AdminKey(
                    row.longNumber(1),
                    row.optionalOrganizationId(2),
                    row.text(3),
                    new Creator(row.text(4), row.optionalText(5).map(Actor.Kind::valueOf)),
                    row.instant(6),
                    row.optionalInstant(7),
                    row.optionalInstant(8)
                            .map(at -> new Credential.LastUse(
                                    at, row.optionalText(9).orElse(""))),
                    row.optionalLongNumber(10),
                    row.optionalInstant(11),
                    row.optionalInstant(12));
        }

        CredentialStore.Stored<AdminKey> toStored() {
            return new CredentialStore.Stored<>(key, hash);
        }
    }
}
