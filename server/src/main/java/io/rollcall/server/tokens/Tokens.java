package io.rollcall.server.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The tokens that let identity providers in: issued, verified, listed, revoked. */
public final class Tokens {
    /** How long another node may still accept a token that this one revoked. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final Period LIFETIME = Period.ofYears(1);
    private static final int LONGEST_NAME = 255;

    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Cache<ByteBuffer, TokenRow> known =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(FRESH).build();

    public Tokens(Database database, Activity activity, Clock clock) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        database.register(TokenMapper.class);
    }

    /**
     * Makes a token that is good for a year; its text is in the answer and nowhere else.
     *
     * @throws Refusal INVALID where the name is blank or too long
     */
    public IssuedToken issue(OrganizationId organizationId, String name, Actor actor) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw Refusal.invalid("A token's name has 1 to " + LONGEST_NAME + " characters.");
        }
        TokenSecret secret = TokenSecret.random(random);
        Token issued = database.write(tx -> {
            activity.record(tx, organizationId, ActivityKind.TOKEN_ISSUED, name, actor);
            return insert(tx, organizationId, name, secret.hash());
        });
        return new IssuedToken(issued, secret);
    }

    private Token insert(Transaction tx, OrganizationId organizationId, String name, byte[] hash) {
        TokenMapper mapper = tx.mapper(TokenMapper.class);
        var now = clock.instant();
        mapper.insert(
                organizationId,
                name,
                hash,
                now,
                now.atZone(ZoneOffset.UTC).plus(LIFETIME).toInstant());
        return mapper.findByHash(hash).orElseThrow().toToken();
    }

    /** The valid token with that text, as it was at most a second ago; empty for any other text. */
    public Optional<Token> verify(TokenSecret presented) {
        byte[] hash = presented.hash();
        return Optional.ofNullable(known.get(ByteBuffer.wrap(hash), key -> load(hash)))
                .filter(row -> MessageDigest.isEqual(row.hash(), hash))
                .map(TokenRow::toToken)
                .filter(token -> token.isValidAt(clock.instant()));
    }

    /** All tokens of the organization, revoked and expired ones too, oldest first. */
    public List<Token> list(OrganizationId organizationId) {
        return database.read(tx -> tx.mapper(TokenMapper.class).list(organizationId)).stream()
                .map(TokenRow::toToken)
                .toList();
    }

    /**
     * Ends a token's life: at once here, within a second on every other node.
     *
     * @throws Refusal NOT_FOUND where the organization has no such token that is still good
     */
    public void revoke(OrganizationId organizationId, long tokenId, Actor actor) {
        boolean revoked = database.write(tx -> revoke(tx, organizationId, tokenId, actor));
        known.invalidateAll();
        if (!revoked) {
            throw Refusal.notFound("The organization has no token " + tokenId + " that could be revoked.");
        }
    }

    private boolean revoke(Transaction tx, OrganizationId organizationId, long tokenId, Actor actor) {
        TokenMapper mapper = tx.mapper(TokenMapper.class);
        if (mapper.revoke(organizationId, tokenId, clock.instant()) == 0) {
            return false;
        }
        String name = mapper.find(organizationId, tokenId).orElseThrow().name();
        activity.record(tx, organizationId, ActivityKind.TOKEN_REVOKED, name, actor);
        return true;
    }

    private TokenRow load(byte[] hash) {
        return database.read(tx -> tx.mapper(TokenMapper.class).findByHash(hash))
                .orElse(null);
    }
}
