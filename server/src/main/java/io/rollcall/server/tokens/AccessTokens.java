package io.rollcall.server.tokens;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.retention.Retention;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Access tokens of OAuth clients: tokens that live for an hour or so. They are rows among the static tokens, so that SCIM
 * requests verify both alike; lists, limits and warnings of static tokens leave them out.
 */
@Singleton
public final class AccessTokens {
    /** Prefix of their secrets, so that people and secret scanners recognise them. */
    public static final String PREFIX = "rollcall_at_";

    /** How long an expired token is kept: it explains a client's later requests, and tells a first connection from a second. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Database database;
    private final Tokens tokens;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    public AccessTokens(Database database, Tokens tokens, Clock clock) {
        this.database = database;
        this.tokens = tokens;
        this.clock = clock;
        database.register(AccessTokenMapper.class);
        database.register(AccessTokenMapper.TokenHash.class, row -> new AccessTokenMapper.TokenHash(row.bytes(1)));
    }

    /** Origin of access tokens: a client, and the secret that was exchanged for them, if it was one. */
    public record Source(long client, Optional<Long> secret) {}

    /**
     * Access token to issue.
     *
     * @param name of the client
     * @param max maximum number of tokens of the client; the oldest ones make room
     */
    public record Order(String name, Token.Scope scope, Source source, Duration lifetime, int max) {}

    /** Returns a new random secret. */
    public SecretText newSecret() {
        return SecretText.random(PREFIX, random);
    }

    /** Inserts an access token. */
    public Token issue(Transaction tx, OrganizationId organizationId, Order order, SecretText secret, Actor actor) {
        AccessTokenMapper mapper = tx.mapper(AccessTokenMapper.class);
        Instant now = clock.instant();
        long client = order.source().client();
        int tooMany = mapper.count(organizationId, client) - order.max() + 1;
        Optional<Instant> lastSuccess = mapper.lastSuccess(organizationId, client);
        if (tooMany > 0) {
            mapper.forgetOldest(organizationId, client, now, tooMany);
        }
        mapper.insert(
                organizationId,
                new TokenMapper.NewToken(
                        order.name(),
                        order.scope(),
                        secret.hash(),
                        actor,
                        now,
                        Optional.of(now.plus(order.lifetime()))),
                order.source(),
                lastSuccess);
        return tx.mapper(TokenMapper.class)
                .findByHash(secret.hash())
                .orElseThrow()
                .token();
    }

    /** Revokes the tokens of that source, and returns their hashes for {@link #forget}. */
    public List<byte[]> revoke(Transaction tx, OrganizationId organizationId, Source source) {
        AccessTokenMapper mapper = tx.mapper(AccessTokenMapper.class);
        Instant now = clock.instant();
        List<byte[]> hashes = mapper.hashes(organizationId, source, now).stream()
                .map(AccessTokenMapper.TokenHash::value)
                .toList();
        mapper.revoke(organizationId, source, now);
        return hashes;
    }

    /** Makes this server refuse revoked tokens at once, after the commit; others do within a second. */
    public void forget(List<byte[]> hashes) {
        tokens.forget(hashes);
    }

    /** Deletes access tokens that expired long ago. */
    public void prune(Retention retention) {
        retention.prune(KEPT, "access tokens", AccessTokenMapper.class);
    }
}
