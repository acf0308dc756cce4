package io.rollcall.server.oauth;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.tokens.AccessTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Service for the secrets of OAuth clients. A client has two at most, so that one can replace the other without an outage. */
@Singleton
public final class ClientSecrets {
    /** Maximum number of valid secrets of a client. */
    public static final int MAX_ACTIVE = 2;

    private final Database database;
    private final Activity activity;
    private final AccessTokens tokens;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public ClientSecrets(Database database, Activity activity, AccessTokens tokens, Clock clock) {
        this.database = database;
        this.activity = activity;
        this.tokens = tokens;
        this.clock = clock;
        ClientSecretMapper.StoredSecret.register(database);
    }

    /** Text and lifetime of a secret to insert. */
    record NewSecret(SecretText text, Duration lifetime) {}

    NewSecret newSecret(int days) {
        return new NewSecret(SecretText.random(ClientSecret.PREFIX, random), ClientSecret.lifetime(days));
    }

    /**
     * Adds a secret to a client. Only the result has its text.
     *
     * @param days its lifetime, a year to three
     * @throws Refusal NOT_FOUND if the organization has no such client, CONFLICT if the client has two secrets or needs none
     */
    public ClientSecret.Issued add(OrganizationId organizationId, String clientId, int days, Actor actor) {
        NewSecret secret = newSecret(days);
        return database.write(tx -> insert(tx, OAuthClients.lock(tx, organizationId, clientId), secret, actor));
    }

    ClientSecret.Issued insert(Transaction tx, OAuthClient client, NewSecret secret, Actor actor) {
        if (client.trust().isPresent()) {
            throw Refusal.conflict(
                    "The client " + client.clientId() + " authenticates with assertions, so it has no secret.");
        }
        ClientSecretMapper mapper = tx.mapper(ClientSecretMapper.class);
        Instant now = clock.instant();
        List<ClientSecretMapper.StoredSecret> before = mapper.list(client.organizationId(), client.id());
        long active = before.stream().filter(one -> one.secret().isValidAt(now)).count();
        if (active >= MAX_ACTIVE) {
            throw Refusal.conflict("The client " + client.clientId() + " has " + MAX_ACTIVE
                    + " secrets, the maximum. Revoke the one that is no longer used.");
        }
        long newest =
                before.isEmpty() ? 0 : before.get(before.size() - 1).secret().id();
        mapper.forgetEnded(client.organizationId(), client.id(), now, newest);
        mapper.insert(
                client.organizationId(), client.id(), secret.text().hash(), actor, now, now.plus(secret.lifetime()));
        List<ClientSecretMapper.StoredSecret> after = mapper.list(client.organizationId(), client.id());
        ClientSecret added = after.get(after.size() - 1).secret();
        recordChange(tx, ActivityKind.CLIENT_SECRET_CREATED, client, added, actor);
        return new ClientSecret.Issued(added, secret.text());
    }

    private void recordChange(Transaction tx, ActivityKind kind, OAuthClient client, ClientSecret secret, Actor actor) {
        activity.recordChange(
                tx,
                client.organizationId(),
                kind,
                client.name(),
                actor,
                "{}",
                "{\"secret\":%d,\"expires\":\"%s\"}".formatted(secret.id(), secret.expires()));
    }

    /** Returns the secrets of all clients of an organization, oldest first. */
    public List<ClientSecret> list(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(ClientSecretMapper.class).listOfOrganization(organizationId));
    }

    /** Returns the secrets of all organizations that expire within 30 days without a newer one in use, soonest first. */
    List<ClientSecret> expiring() {
        Instant now = clock.instant();
        return database.read(tx -> {
            ClientSecretMapper mapper = tx.mapper(ClientSecretMapper.class);
            return mapper.listExpiring(now, now.plus(Credential.NEAR_EXPIRY)).stream()
                    .filter(secret -> !secret.isReplacedAt(
                            now,
                            mapper.list(secret.organizationId(), secret.client()).stream()
                                    .map(ClientSecretMapper.StoredSecret::secret)
                                    .toList()))
                    .toList();
        });
    }

    /**
     * Revokes a secret and the access tokens that it obtained: at once on this server, within a second on every other.
     *
     * @throws Refusal NOT_FOUND if the client has no such secret, CONFLICT if it is revoked already
     */
    public void revoke(OrganizationId organizationId, String clientId, long id, Actor actor) {
        tokens.forget(database.write(tx -> {
            OAuthClient client = OAuthClients.lock(tx, organizationId, clientId);
            ClientSecretMapper mapper = tx.mapper(ClientSecretMapper.class);
            ClientSecret secret = mapper.list(organizationId, client.id()).stream()
                    .map(ClientSecretMapper.StoredSecret::secret)
                    .filter(one -> one.id() == id)
                    .findFirst()
                    .orElseThrow(() ->
                            Refusal.notFound("The client " + clientId + " has no secret with the id " + id + "."));
            if (mapper.revoke(organizationId, client.id(), id, clock.instant()) == 0) {
                throw Refusal.conflict("The secret " + id + " is revoked already.");
            }
            recordChange(tx, ActivityKind.CLIENT_SECRET_REVOKED, client, secret, actor);
            return tokens.revoke(tx, organizationId, new AccessTokens.Source(client.id(), Optional.of(id)));
        }));
    }

    /** Returns the valid secret of the client with that text; compares hashes in constant time. */
    Optional<ClientSecret> verify(Transaction tx, OAuthClient client, SecretText presented) {
        Instant now = clock.instant();
        byte[] hash = presented.hash();
        return tx.mapper(ClientSecretMapper.class).list(client.organizationId(), client.id()).stream()
                .filter(stored -> MessageDigest.isEqual(stored.hash(), hash))
                .map(ClientSecretMapper.StoredSecret::secret)
                .filter(secret -> secret.isValidAt(now))
                .findFirst();
    }
}
