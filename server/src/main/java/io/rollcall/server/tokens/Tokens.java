package io.rollcall.server.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tokens that let identity providers in: issued, verified, listed, rotated, revoked. */
public final class Tokens {
    /** How long another node may still accept a token that this one revoked. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<ByteBuffer, TokenRow> known = Caffeine.newBuilder()
            .recordStats()
            .maximumSize(10_000)
            .expireAfterWrite(FRESH)
            .build();

    public Tokens(Database database, Activity activity, Clock clock) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        database.register(TokenMapper.class);
    }

    /** Adds how often the copies of a second were good enough. */
    public void measure(MeterRegistry meters) {
        CaffeineCacheMetrics.monitor(meters, known, "tokens");
    }

    /**
     * Makes a token that may write and is good for a year; its text is in the answer and nowhere else.
     *
     * @throws Refusal INVALID where the name is blank or too long
     */
    public IssuedToken issue(OrganizationId organizationId, String name, Actor actor) {
        return issue(organizationId, TokenRequest.named(name), actor);
    }

    /** Makes a token; its text is in the answer and nowhere else. */
    public IssuedToken issue(OrganizationId organizationId, TokenRequest request, Actor actor) {
        TokenSecret secret = TokenSecret.random(random);
        Token issued = database.write(tx -> {
            activity.record(tx, organizationId, ActivityKind.TOKEN_ISSUED, request.name(), actor);
            return insert(tx, organizationId, request, secret, actor);
        });
        return new IssuedToken(issued, secret);
    }

    private Token insert(
            Transaction tx, OrganizationId organizationId, TokenRequest request, TokenSecret secret, Actor actor) {
        TokenMapper mapper = tx.mapper(TokenMapper.class);
        mapper.insert(organizationId, NewToken.of(request, secret, actor, clock.instant()));
        return mapper.findByHash(secret.hash()).orElseThrow().toToken();
    }

    /** The valid token with that text, as it was at most a second ago; empty for any other text. */
    public Optional<Token> verify(TokenSecret presented) {
        byte[] hash = presented.hash();
        return Optional.ofNullable(known.get(ByteBuffer.wrap(hash), key -> load(hash)))
                .filter(row -> MessageDigest.isEqual(row.hash(), hash))
                .map(TokenRow::toToken)
                .filter(token -> token.isValidAt(clock.instant()));
    }

    private TokenRow load(byte[] hash) {
        return database.read(tx -> tx.mapper(TokenMapper.class).findByHash(hash))
                .orElse(null);
    }

    /** All tokens of the organization, revoked and expired ones too, oldest first. */
    public List<Token> list(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(TokenMapper.class).list(organizationId)).stream()
                .map(TokenRow::toToken)
                .toList();
    }

    /** @throws Refusal NOT_FOUND where the organization has no such token */
    public Token get(OrganizationId organizationId, long tokenId) {
        return database.read(tx -> tx.mapper(TokenMapper.class).find(organizationId, tokenId))
                .orElseThrow(() -> noSuchToken(tokenId))
                .toToken();
    }

    /** The valid tokens, of all organizations, that end within 30 days and have no other in their place; the next to end first. */
    public List<Token> expiring() {
        Instant now = clock.instant();
        return database.read(tx -> tx.mapper(TokenMapper.class).listExpiring(now, now.plus(Token.NEAR_EXPIRY))).stream()
                .map(TokenRow::toToken)
                .toList();
    }

    /**
     * Puts a new token beside one, of the same name, scope and lifetime. The old one works on, and ends by itself a while
     * after the new one is first used ({@link TokenUses}).
     *
     * @throws Refusal NOT_FOUND where the organization has no such token, CONFLICT where it works no more or was rotated
     *     already
     */
    public IssuedToken rotate(OrganizationId organizationId, long tokenId, Actor actor) {
        return rotate(organizationId, tokenId, Optional.empty(), actor);
    }

    /** The same, with another lifetime for the new token. */
    public IssuedToken rotate(OrganizationId organizationId, long tokenId, Optional<Lifetime> lifetime, Actor actor) {
        TokenSecret secret = TokenSecret.random(random);
        Token successor = database.write(tx -> {
            TokenRow old = lock(tx, organizationId, tokenId);
            requireRotatable(old.toToken());
            return replace(tx, old.toToken(), lifetime, secret, actor);
        });
        return new IssuedToken(successor, secret);
    }

    private Token replace(Transaction tx, Token old, Optional<Lifetime> lifetime, TokenSecret secret, Actor actor) {
        TokenRequest request = new TokenRequest(
                old.name(), old.scope(), lifetime.orElseGet(() -> Lifetime.between(old.created(), old.expires())));
        Token successor = insert(tx, old.organizationId(), request, secret, actor);
        tx.mapper(TokenMapper.class).replace(old.organizationId(), old.id(), successor.id());
        activity.recordChange(
                tx,
                old.organizationId(),
                ActivityKind.TOKEN_ROTATED,
                old.name(),
                actor,
                "{\"token\":" + old.id() + "}",
                "{\"token\":" + successor.id() + "}");
        return successor;
    }

    private void requireRotatable(Token token) {
        TokenState state = token.stateAt(clock.instant());
        if (state == TokenState.REPLACED) {
            throw Refusal.conflict("Token " + token.id() + " was rotated already: token "
                    + token.replacedBy().orElseThrow()
                    + " takes its place. If the text of that one is lost, rotate that"
                    + " one, or revoke it and rotate this one again.");
        }
        if (!state.letsIn()) {
            throw Refusal.conflict("Token " + token.id()
                    + " works no more, so there is nothing to keep running. Generate a new token instead.");
        }
    }

    /**
     * Ends a token's life: at once here, within a second on every other node. Where it was to replace another that is
     * still there and had not been used yet, that other one goes on as if never rotated.
     *
     * @throws Refusal NOT_FOUND where the organization has no such token, CONFLICT where it is revoked already
     */
    public void revoke(OrganizationId organizationId, long tokenId, Actor actor) {
        TokenRow revoked = database.write(tx -> revoke(tx, organizationId, tokenId, actor));
        known.invalidate(ByteBuffer.wrap(revoked.hash()));
    }

    private TokenRow revoke(Transaction tx, OrganizationId organizationId, long tokenId, Actor actor) {
        TokenRow token = lock(tx, organizationId, tokenId);
        if (token.revoked() != null) {
            throw Refusal.conflict("Token " + tokenId + " is revoked already.");
        }
        TokenMapper mapper = tx.mapper(TokenMapper.class);
        mapper.revoke(organizationId, tokenId, clock.instant());
        mapper.undoReplacement(organizationId, tokenId);
        activity.record(tx, organizationId, ActivityKind.TOKEN_REVOKED, token.name(), actor);
        return token;
    }

    private static TokenRow lock(Transaction tx, OrganizationId organizationId, long tokenId) {
        return tx.mapper(TokenMapper.class).lock(organizationId, tokenId).orElseThrow(() -> noSuchToken(tokenId));
    }

    private static Refusal noSuchToken(long tokenId) {
        return Refusal.notFound("The organization has no token " + tokenId + ".");
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
