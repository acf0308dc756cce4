package io.rollcall.server.oauth;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.database.CrossOrganization;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.tokens.Token;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Statements on {@code oauth_clients}; see ClientMapper.xml. */
interface ClientMapper {
    void insert(OrganizationId organizationId, NewClient client);

    @CrossOrganization("a client id tells which organization its bearer speaks for")
    Optional<OAuthClient> findByClientId(String clientId);

    Optional<OAuthClient> find(OrganizationId organizationId, String clientId);

    /** Returns the row, locked until the transaction ends. */
    Optional<OAuthClient> lock(OrganizationId organizationId, long id);

    /** Returns all clients, also revoked ones, oldest first. */
    List<OAuthClient> list(OrganizationId organizationId);

    @CrossOrganization("operators review the access to all organizations")
    List<OAuthClient> listAll();

    int countActive(OrganizationId organizationId);

    /** Deletes the oldest revoked clients. */
    int forgetRevoked(OrganizationId organizationId, int keep);

    void revoke(OrganizationId organizationId, long id, Instant revoked);

    /** Records a use, unless one after {@code unlessAfter} is recorded already. */
    int use(OrganizationId organizationId, long id, Credential.LastUse use, Instant unlessAfter);

    int remove(OrganizationId organizationId, int most);

    /** Client to insert. */
    record NewClient(
            String clientId,
            String name,
            Token.Scope scope,
            OAuthClient.Method method,
            Optional<String> issuer,
            Optional<String> subject,
            Optional<String> audience,
            Optional<String> keysUrl,
            Optional<String> keys,
            Actor createdBy,
            Instant created) {
        static NewClient of(String clientId, OAuthClient.Order order, Actor actor, Instant now) {
            Optional<AssertionTrust.Identity> identity = order.trust().flatMap(AssertionTrust::identity);
            return new NewClient(
                    clientId,
                    order.name(),
                    order.scope(),
                    OAuthClient.Method.of(order.trust()),
                    identity.map(AssertionTrust.Identity::issuer),
                    identity.map(AssertionTrust.Identity::subject),
                    identity.map(AssertionTrust.Identity::audience),
                    order.trust().flatMap(AssertionTrust::keysUrl),
                    order.trust().flatMap(AssertionTrust::keys),
                    actor,
                    now);
        }
    }
}
