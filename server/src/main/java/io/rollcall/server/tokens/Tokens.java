package io.rollcall.server.tokens;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.CredentialLifecycle;
import io.rollcall.server.credentials.LifetimeLimit;
import io.rollcall.server.credentials.StoredCredential;
import io.rollcall.server.credentials.VerifiedCredentials;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tokens that let identity providers in: issued, verified, listed, rotated, revoked. */
public final class Tokens {
    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final int maxPerOrganization;
    private final SecureRandom random = new SecureRandom();
    private final CredentialLifecycle<Token> lifecycle;
    private final VerifiedCredentials<Token> verified;

    public Tokens(Database database, Activity activity, Clock clock, TokenConfig config) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        this.maxPerOrganization = config.maxPerOrganization();
        this.lifecycle = new CredentialLifecycle<>(config.limit(), clock);
        this.verified = new VerifiedCredentials<>(database, this::load, clock);
        database.register(TokenMapper.class);
        database.register(RejectedTokenMapper.class);
    }

    /** Adds how often the copies of a second were good enough. */
    public void measure(MeterRegistry meters) {
        verified.measure(meters, "tokens");
    }

    /**
     * Makes a token that may write and is good for a year; its text is in the answer and nowhere else.
     *
     * @throws Refusal INVALID where the name is blank or too long
     */
    public IssuedToken issue(OrganizationId organizationId, String name, Actor actor) {
        return issue(organizationId, TokenRequest.named(name), actor);
    }

    /**
     * Makes a token; its text is in the answer and nowhere else.
     *
     * @throws Refusal INVALID if the lifetime is longer than allowed, CONFLICT if the organization has too many tokens
     */
    public IssuedToken issue(OrganizationId organizationId, TokenRequest request, Actor actor) {
        Lifetime lifetime = lifecycle.lifetime(request.lifetime());
        TokenSecret secret = TokenSecret.random(random);
        Token issued = database.write(tx -> {
            TokenStore store = store(tx, organizationId);
            Token token = store.insert(request, lifetime, secret.text(), actor, clock.instant());
            store.record(ActivityKind.TOKEN_ISSUED, token, actor);
            return token;
        });
        return new IssuedToken(issued, secret);
    }

    /** Returns how long a new token may be good for. */
    public LifetimeLimit limit() {
        return lifecycle.limit();
    }

    private TokenStore store(Transaction tx, OrganizationId organizationId) {
        return new TokenStore(tx, organizationId, activity, maxPerOrganization);
    }

    /** Returns the token with that text, valid or not, as it was at most a second ago; empty if there is none. */
    public Optional<Token> find(TokenSecret presented) {
        return verified.find(presented.text());
    }

    /** Whether the token is valid now. */
    public boolean accepts(Token token) {
        return verified.accepts(token);
    }

    private Optional<StoredCredential<Token>> load(byte[] hash) {
        return database.read(tx -> tx.mapper(TokenMapper.class).findByHash(hash))
                .map(TokenRow::toStored);
    }

    /** All tokens of the organization, revoked and expired ones too, oldest first. */
    public List<Token> list(OrganizationId organizationId) {
        return tokens(database.read(tx -> tx.mapper(TokenMapper.class).list(organizationId)));
    }

    /** The same of all organizations, for operators. */
    public List<Token> listAll() {
        return tokens(database.read(tx -> tx.mapper(TokenMapper.class).listAll()));
    }

    private static List<Token> tokens(List<TokenRow> rows) {
        return rows.stream().map(TokenRow::toToken).toList();
    }

    /** Returns the tokens with which requests came that were not valid for them, the latest first. */
    public List<RejectedToken> listRejected(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(RejectedTokenMapper.class).list(organizationId));
    }

    /** @throws Refusal NOT_FOUND where the organization has no such token */
    public Token get(OrganizationId organizationId, long tokenId) {
        return database.read(tx -> tx.mapper(TokenMapper.class).find(organizationId, tokenId))
                .orElseThrow(() -> TokenStore.noSuchToken(tokenId))
                .toToken();
    }

    /** The valid tokens, of all organizations, that end within 30 days and whose successor, if any, has not been used; the next to end first. */
    public List<Token> expiring() {
        Instant now = clock.instant();
        return tokens(
                database.read(tx -> tx.mapper(TokenMapper.class).listExpiring(now, now.plus(Credential.NEAR_EXPIRY))));
    }

    /**
     * Puts a new token beside one, of the same name, scope and lifetime. The old one works on, and ends by itself a while
     * after the new one is first used ({@link TokenUses}).
     *
     * @throws Refusal NOT_FOUND where the organization has no such token, CONFLICT if it does not work any more or was
     *     rotated already
     */
    public IssuedToken rotate(OrganizationId organizationId, long tokenId, Actor actor) {
        return rotate(organizationId, tokenId, Optional.empty(), actor);
    }

    /** The same, with another lifetime for the new token. */
    public IssuedToken rotate(OrganizationId organizationId, long tokenId, Optional<Lifetime> lifetime, Actor actor) {
        TokenSecret secret = TokenSecret.random(random);
        Token successor = database.write(
                tx -> lifecycle.rotate(store(tx, organizationId), tokenId, lifetime, secret.text(), actor));
        return new IssuedToken(successor, secret);
    }

    /**
     * Ends a token's life: at once here, within a second on every other node. Where it was to replace another that is
     * still there and had not been used yet, that other one goes on as if never rotated.
     *
     * @throws Refusal NOT_FOUND where the organization has no such token, CONFLICT where it is revoked already
     */
    public void revoke(OrganizationId organizationId, long tokenId, Actor actor) {
        verified.forget(database.write(tx -> lifecycle.revoke(store(tx, organizationId), tokenId, actor)));
    }

    /**
     * Removes tokens of an organization that is being deleted.
     *
     * @param most how many at once
     * @return how many went
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(TokenMapper.class).remove(organizationId, most));
    }
}
