package io.rollcall.server.tokens;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.config.Settings;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.CredentialKind;
import io.rollcall.server.credentials.CredentialStore;
import io.rollcall.server.credentials.CredentialUses;
import io.rollcall.server.credentials.Credentials;
import io.rollcall.server.credentials.LifetimeLimit;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.Events;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Service for the SCIM tokens of identity providers: issue, verify, list, rotate, revoke. */
@Singleton
public final class Tokens implements AutoCloseable {
    private final Database database;
    private final Activity activity;
    private final Events events;
    private final Clock clock;
    private final int maxPerOrganization;
    private final Credentials<Token> credentials;
    private final CredentialUses<Token> uses;

    @Inject
    public Tokens(Database database, Activity activity, Events events, Clock clock, Config config) {
        this.database = database;
        this.activity = activity;
        this.events = events;
        this.clock = clock;
        this.maxPerOrganization = config.maxPerOrganization();
        this.credentials = new Credentials<>(database, config.limit(), clock, this::load);
        this.uses = new CredentialUses<>(
                database,
                clock,
                CredentialKind.TOKEN,
                config.rotationGrace(),
                (tx, token) -> store(tx, token.organizationId()));
        TokenMapper.StoredToken.register(database);
        database.register(RejectedTokenMapper.class);
    }

    /** Registers metrics of the cache of verified tokens. */
    @Inject
    public void measure(MeterRegistry meters) {
        credentials.measure(meters, "tokens");
    }

    /**
     * Issues a token with write access that expires in a year. Only the result has its secret.
     *
     * @throws Refusal INVALID if the name is blank or too long
     */
    public Token.Issued issue(OrganizationId organizationId, String name, Actor actor) {
        return issue(organizationId, TokenRequest.named(name), actor);
    }

    /**
     * Issues a token. Only the result has its secret.
     *
     * @throws Refusal INVALID if the lifetime exceeds the limit, CONFLICT if the organization has too many tokens
     */
    public Token.Issued issue(OrganizationId organizationId, TokenRequest request, Actor actor) {
        Lifetime lifetime = credentials.lifetime(request.lifetime());
        SecretText secret = credentials.newSecret();
        Token issued = database.write(tx -> {
            TokenStore store = store(tx, organizationId);
            Token token = store.insert(request, lifetime, secret, actor, clock.instant());
            store.record(ActivityKind.TOKEN_ISSUED, token, actor);
            return token;
        });
        return new Token.Issued(issued, secret);
    }

    private TokenStore store(Transaction tx, OrganizationId organizationId) {
        return new TokenStore(tx, organizationId, activity, events, maxPerOrganization);
    }

    /** Returns the longest lifetime of a new token. */
    public LifetimeLimit limit() {
        return credentials.limit();
    }

    /** Returns the token with that secret, valid or not, as of at most a second ago; empty if there is none. */
    public Optional<Token> find(SecretText presented) {
        return credentials.find(presented);
    }

    private Optional<CredentialStore.Stored<Token>> load(byte[] hash) {
        return database.read(tx -> tx.mapper(TokenMapper.class).findByHash(hash))
                .map(TokenMapper.StoredToken::toStored);
    }

    /** Returns whether the token is valid now. */
    public boolean accepts(Token token) {
        return credentials.accepts(token);
    }

    /** Records that the token was just used, at most once a minute across all servers; does not wait for the database. */
    public void noteUse(Token token, String address) {
        uses.note(token, address);
    }

    /** Returns how long a rotated token stays valid after its successor is first used. */
    public Duration rotationGrace() {
        return uses.rotationGrace();
    }

    /** Makes the next verification of these tokens read the database. @param hashes of their secrets */
    void forget(List<byte[]> hashes) {
        hashes.forEach(credentials::forgetHash);
    }

    /** Returns the static tokens, and the newest access token of each client, to see when the identity provider last succeeded. */
    public List<Token> listConnected(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(TokenMapper.class).listConnected(organizationId));
    }

    /** Returns all static tokens of the organization, including revoked and expired ones, oldest first. */
    public List<Token> list(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(TokenMapper.class).list(organizationId));
    }

    /** Returns at most that many of the newest valid tokens, and of the newest others, in no particular order. */
    public List<Token> listNewest(OrganizationId organizationId, int active, int ended) {
        Instant now = clock.instant();
        return database.read(tx -> tx.mapper(TokenMapper.class).listNewest(organizationId, now, active, ended));
    }

    /** Returns all static tokens of all organizations, for operators. */
    public List<Token> listAll() {
        return database.read(tx -> tx.mapper(TokenMapper.class).listAll());
    }

    /** Returns the valid tokens of all organizations that expire within 30 days without a successor in use, soonest first. */
    public List<Token> expiring() {
        Instant now = clock.instant();
        return database.read(tx -> tx.mapper(TokenMapper.class).listExpiring(now, now.plus(Credential.NEAR_EXPIRY)));
    }

    /** Returns the tokens of rejected requests to the organization, latest first. */
    public List<RejectedToken> listRejected(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(RejectedTokenMapper.class).list(organizationId));
    }

    /** Returns a token, or throws NOT_FOUND if the organization has none with that id. */
    public Token get(OrganizationId organizationId, long tokenId) {
        return database.read(tx -> tx.mapper(TokenMapper.class).find(organizationId, tokenId))
                .orElseThrow(() -> TokenStore.noSuchToken(tokenId));
    }

    /** Rotates a token; the new one has the same lifetime. */
    public Token.Issued rotate(OrganizationId organizationId, long tokenId, Actor actor) {
        return rotate(organizationId, tokenId, Optional.empty(), actor);
    }

    /**
     * Issues a successor with the same name and scope. The old token stays valid until the successor has been used and the
     * grace period is over.
     *
     * @param lifetime of the successor; empty for the lifetime of the old token
     * @throws Refusal NOT_FOUND if the organization has no such token, CONFLICT if it is not valid or was rotated already
     */
    public Token.Issued rotate(OrganizationId organizationId, long tokenId, Optional<Lifetime> lifetime, Actor actor) {
        SecretText secret = credentials.newSecret();
        Token successor =
                database.write(tx -> credentials.rotate(store(tx, organizationId), tokenId, lifetime, secret, actor));
        return new Token.Issued(successor, secret);
    }

    /**
     * Revokes a token: at once on this server, within a second on every other. If it is the unused successor of a rotation,
     * that rotation is undone.
     *
     * @throws Refusal NOT_FOUND if the organization has no such token, CONFLICT if it is revoked already
     */
    public void revoke(OrganizationId organizationId, long tokenId, Actor actor) {
        credentials.forget(database.write(tx -> credentials.revoke(store(tx, organizationId), tokenId, actor)));
    }

    /**
     * Revokes a token and deletes its row, so that lists of tokens no longer have it; the activity log keeps both ends of its life.
     *
     * @throws Refusal NOT_FOUND if the organization has no such token, CONFLICT if it is revoked already
     */
    public void discard(OrganizationId organizationId, long tokenId, Actor actor) {
        credentials.forget(database.write(tx -> {
            var revoked = credentials.revoke(store(tx, organizationId), tokenId, actor);
            tx.mapper(TokenMapper.class).delete(organizationId, tokenId);
            return revoked;
        }));
    }

    /** Removes at most that many tokens of an organization that is being deleted. @return their number */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(TokenMapper.class).remove(organizationId, most));
    }

    /** Stops recording uses, and writes the queued ones. */
    @Override
    public void close() {
        uses.close();
    }

    /**
     * Settings of all tokens.
     *
     * @param rotationGrace how long a rotated token stays valid after its successor is first used
     * @param limit the longest lifetime of a new token
     * @param maxPerOrganization the number of tokens of an organization; new ones replace the oldest invalid ones
     */
    public record Config(Duration rotationGrace, LifetimeLimit limit, int maxPerOrganization) {
        private static final int MAX_TOKENS = 100_000;
        private static final int MAX_HOURS = 24 * 365;

        public static Config read(Settings settings) {
            return new Config(
                    Duration.ofHours(settings.integer("tokens.rotation-grace-hours", 0, MAX_HOURS)),
                    LifetimeLimit.read(settings, CredentialKind.TOKEN, "tokens.max-days"),
                    settings.integer("tokens.max-per-organization", 2, MAX_TOKENS));
        }
    }
}
