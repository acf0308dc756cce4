package io.rollcall.server.oauth;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.tokens.AccessTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Service for the OAuth clients of organizations: creates, lists and revokes them. {@link ClientSecrets} has their secrets. */
@Singleton
public final class OAuthClients {
    private static final int ID_BYTES = 16;

    /** Revoked clients that an organization keeps, for display. */
    private static final int REVOKED_KEPT = 20;

    private final Database database;
    private final Activity activity;
    private final ClientSecrets secrets;
    private final AccessTokens tokens;
    private final KeySets keySets;
    private final Clock clock;
    private final OAuthConfig config;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public OAuthClients(
            Database database,
            Activity activity,
            ClientSecrets secrets,
            AccessTokens tokens,
            KeySets keySets,
            Clock clock,
            OAuthConfig config) {
        this.database = database;
        this.activity = activity;
        this.secrets = secrets;
        this.tokens = tokens;
        this.keySets = keySets;
        this.clock = clock;
        this.config = config;
        database.register(AssertionMapper.class);
        database.register(ClientMapper.class);
        database.register(OAuthClient.class, OAuthClient::read);
    }

    /**
     * Creates a client. If secrets authenticate it, the result has its first one.
     *
     * @param days lifetime of that secret
     * @throws Refusal CONFLICT if the organization has too many clients
     */
    public OAuthClient.Issued create(OrganizationId organizationId, OAuthClient.Order order, int days, Actor actor) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String clientId = HexFormat.of().formatHex(id);
        Optional<ClientSecrets.NewSecret> secret =
                order.trust().isPresent() ? Optional.empty() : Optional.of(secrets.newSecret(days));
        return database.write(tx -> {
            ClientMapper mapper = tx.mapper(ClientMapper.class);
            if (mapper.countActive(organizationId) >= config.maxClients()) {
                throw Refusal.conflict("The organization has %d OAuth clients, the maximum. Revoke unused ones."
                        .formatted(config.maxClients()));
            }
            mapper.forgetRevoked(organizationId, REVOKED_KEPT);
            mapper.insert(organizationId, ClientMapper.NewClient.of(clientId, order, actor, clock.instant()));
            OAuthClient created = mapper.find(organizationId, clientId).orElseThrow();
            activity.record(tx, organizationId, ActivityKind.OAUTH_CLIENT_CREATED, created.name(), actor);
            return new OAuthClient.Issued(created, secret.map(first -> secrets.insert(tx, created, first, actor)));
        });
    }

    /** Returns the trust in assertions of an identity provider. @throws Refusal INVALID if the URL may not be fetched */
    public AssertionTrust federated(AssertionTrust.Identity identity, String keysUrl) {
        return AssertionTrust.ofIssuer(identity, keySets.checked(keysUrl));
    }

    /**
     * Returns the trust in assertions that the client signs.
     *
     * @param keysUrl the URL of its JWK set, or
     * @param keys the set itself
     * @throws Refusal INVALID if there is not exactly one, or it has other than public keys
     */
    public AssertionTrust ownKey(Optional<String> keysUrl, Optional<String> keys) {
        return AssertionTrust.ofOwnKey(keysUrl.map(keySets::checked), keys.map(AssertionKeys::checked));
    }

    /** Returns all clients of an organization, also revoked ones, oldest first. */
    public List<OAuthClient> list(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(ClientMapper.class).list(organizationId));
    }

    /** Returns all clients of an organization with their secrets, also revoked ones, oldest first. */
    public List<ClientWithSecrets> listWithSecrets(OrganizationId organizationId) {
        return database.read(tx -> ClientWithSecrets.join(
                tx.mapper(ClientMapper.class).list(organizationId),
                tx.mapper(ClientSecretMapper.class).listOfOrganization(organizationId)));
    }

    /** Returns all clients of all organizations with their secrets, for operators. */
    public List<ClientWithSecrets> listAll() {
        return database.read(tx -> ClientWithSecrets.join(
                tx.mapper(ClientMapper.class).listAll(),
                tx.mapper(ClientSecretMapper.class).listAll()));
    }

    /** Returns a client with its secrets, or throws NOT_FOUND if the organization has none with that client id. */
    public ClientWithSecrets getWithSecrets(OrganizationId organizationId, String clientId) {
        return ClientWithSecrets.join(List.of(get(organizationId, clientId)), secrets.list(organizationId))
                .get(0);
    }

    /** Returns a client, or throws NOT_FOUND if the organization has none with that client id. */
    public OAuthClient get(OrganizationId organizationId, String clientId) {
        return database.read(tx -> tx.mapper(ClientMapper.class).find(organizationId, clientId))
                .orElseThrow(() -> noSuchClient(clientId));
    }

    /**
     * Revokes a client with its secrets and access tokens: at once on this server, within a second on every other.
     *
     * @throws Refusal NOT_FOUND if the organization has no such client, CONFLICT if it is revoked already
     */
    public void revoke(OrganizationId organizationId, String clientId, Actor actor) {
        tokens.forget(database.write(tx -> {
            OAuthClient client = lock(tx, organizationId, clientId);
            tx.mapper(ClientMapper.class).revoke(organizationId, client.id(), clock.instant());
            tx.mapper(ClientSecretMapper.class).deleteAll(organizationId, client.id());
            activity.record(tx, organizationId, ActivityKind.OAUTH_CLIENT_REVOKED, client.name(), actor);
            return tokens.revoke(tx, organizationId, new AccessTokens.Source(client.id(), Optional.empty()));
        }));
    }

    /** Returns a client that is not revoked, locked until the transaction ends. */
    static OAuthClient lock(Transaction tx, OrganizationId organizationId, String clientId) {
        ClientMapper mapper = tx.mapper(ClientMapper.class);
        OAuthClient client = mapper.find(organizationId, clientId)
                .flatMap(found -> mapper.lock(organizationId, found.id()))
                .orElseThrow(() -> noSuchClient(clientId));
        if (client.revoked().isPresent()) {
            throw Refusal.conflict("The client " + clientId + " is revoked.");
        }
        return client;
    }

    private static Refusal noSuchClient(String clientId) {
        return Refusal.notFound("The organization has no OAuth client " + clientId + ".");
    }

    /** Removes at most that many rows of an organization that is being deleted. @return their number */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(ClientMapper.class).remove(organizationId, most)
                + tx.mapper(ClientSecretMapper.class).remove(organizationId, most)
                + tx.mapper(AssertionMapper.class).remove(organizationId, most));
    }
}
