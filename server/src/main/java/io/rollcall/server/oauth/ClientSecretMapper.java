package io.rollcall.server.oauth;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;

/** Statements on {@code oauth_client_secrets}; see ClientSecretMapper.xml. */
interface ClientSecretMapper {
    void insert(
            OrganizationId organizationId, long client, byte[] hash, Actor createdBy, Instant created, Instant expires);

    /** Returns the secrets of a client with their hashes, also ended ones, oldest first. */
    List<StoredSecret> list(OrganizationId organizationId, long client);

    /** Returns the secrets of all clients of an organization, oldest first. */
    List<ClientSecret> listOfOrganization(OrganizationId organizationId);

    @CrossOrganization("operators review the access to all organizations")
    List<ClientSecret> listAll();

    /** Deletes the secrets of a client that have ended, except for the newest. */
    int forgetEnded(OrganizationId organizationId, long client, Instant now, long newest);

    /** Revokes a secret, unless it is revoked already. */
    int revoke(OrganizationId organizationId, long client, long id, Instant revoked);

    /** Deletes all secrets of a client. */
    int deleteAll(OrganizationId organizationId, long client);

    /** Records a use, unless one after {@code unlessAfter} is recorded already. */
    int use(OrganizationId organizationId, long id, Credential.LastUse use, Instant unlessAfter);

    @CrossOrganization("the operator is warned of every secret that ends soon")
    List<ClientSecret> listExpiring(Instant now, Instant until);

    /** Records a warning, unless one after {@code unlessAfter} is recorded already. */
    int warn(OrganizationId organizationId, long id, Instant warned, Instant unlessAfter);

    int remove(OrganizationId organizationId, int most);

    /** Secret with the SHA-256 of its text, the last column of its row. */
    record StoredSecret(ClientSecret secret, byte[] hash) {
        static void register(Database database) {
            database.register(ClientSecretMapper.class);
            database.register(ClientSecret.class, StoredSecret::readSecret);
            database.register(StoredSecret.class, row -> new StoredSecret(readSecret(row), row.bytes(11)));
        }

        private static ClientSecret readSecret(Row row) {
            return new ClientSecret(
                    row.longNumber(1),
                    row.organizationId(2),
                    row.longNumber(3),
                    new Creator(row.text(4), row.optionalText(5).map(Actor.Kind::valueOf)),
                    row.instant(6),
                    row.instant(7),
                    row.optionalInstant(8)
                            .map(at -> new Credential.LastUse(
                                    at, row.optionalText(9).orElse(""))),
                    row.optionalInstant(10));
        }
    }
}
