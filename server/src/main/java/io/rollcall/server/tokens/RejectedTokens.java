package io.rollcall.server.tokens;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.activity.RefusedRequest;
import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Requests that came with a token that is not valid for them, such as a revoked one that the identity provider still has. They are
 * counted in memory, and written at most once a minute for each token, with one entry in the organization's activity.
 */
public final class RejectedTokens {
    private static final Duration MIN_INTERVAL = Duration.ofMinutes(1);

    private static final int MAX_TOKENS = 10_000;
    private static final int MAX_SLUGS = 100;

    /** Tokens revoked in the same minutes. */
    private static final int MAX_REVOKED = 100;

    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final Function<String, Optional<OrganizationId>> organizations;
    private final ConcurrentMap<Long, Tally> unwritten = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Tally> unknown = new ConcurrentHashMap<>();

    /** When this server last wrote of a token, by its id; of unknown ones, whatever the slug. */
    private final ConcurrentMap<Long, Instant> written = new ConcurrentHashMap<>();

    /**
     * Requests with one token.
     *
     * @param token empty for unknown tokens
     * @param attempt the last request that was answered with 401, or the last one if all were answered with 429
     * @param tooMany the number of requests that were answered with 429
     */
    private record Tally(
            Optional<Token> token, Optional<RejectedToken.Attempt> attempt, long tooMany, RejectedToken rejected) {
        static Tally of(Token token, RejectedToken.Attempt attempt, RejectedToken rejected) {
            return new Tally(Optional.of(token), Optional.of(attempt), attempt.isTooMany() ? 1 : 0, rejected);
        }

        static Tally ofUnknown(RejectedToken rejected) {
            return new Tally(Optional.empty(), Optional.empty(), 0, rejected);
        }

        Tally plus(Tally other) {
            RejectedToken sum = new RejectedToken(
                    rejected.tokenId(),
                    earlier(rejected.since(), other.rejected.since()),
                    later(rejected.latest(), other.rejected.latest()),
                    rejected.requests() + other.rejected.requests());
            boolean keepsAttempt = attempt.isPresent()
                    && other.attempt.filter(RejectedToken.Attempt::isTooMany).isPresent();
            return new Tally(other.token, keepsAttempt ? attempt : other.attempt, tooMany + other.tooMany, sum);
        }

        private static Instant earlier(Instant one, Instant other) {
            return one.isBefore(other) ? one : other;
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }

    /** @param organizations the organization to which a slug leads */
    public RejectedTokens(
            Database database,
            Activity activity,
            Clock clock,
            Function<String, Optional<OrganizationId>> organizations) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        this.organizations = organizations;
        database.register(RejectedTokenMapper.class);
    }

    /** Counts a request with a token that is known and not valid for it. */
    public void count(Token token, RejectedToken.Attempt attempt) {
        if (unwritten.size() < MAX_TOKENS || unwritten.containsKey(token.id())) {
            unwritten.merge(token.id(), Tally.of(token, attempt, one(token.id())), Tally::plus);
        }
    }

    /**
     * Counts a request with a token that nobody knows. Strangers can send these, so they leave no entry in the activity.
     *
     * @param slug of the host that was called
     */
    public void countUnknown(String slug) {
        if (unknown.size() < MAX_SLUGS || unknown.containsKey(slug)) {
            unknown.merge(slug, Tally.ofUnknown(one(RejectedToken.UNKNOWN)), Tally::plus);
        }
    }

    private RejectedToken one(long tokenId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new RejectedToken(tokenId, now, now, 1);
    }

    /** Writes what was counted, of tokens that nothing was written of for a minute. */
    public void write() {
        Instant now = clock.instant();
        written.values().removeIf(at -> !at.plus(MIN_INTERVAL).isAfter(now));
        write(now);
    }

    /** Writes all that was counted. */
    public void writeAll() {
        written.clear();
        write(clock.instant());
    }

    private void write(Instant now) {
        for (Long id : List.copyOf(unwritten.keySet())) {
            if (written.putIfAbsent(id, now) == null) {
                write(unwritten, id, this::writeKnown);
            }
        }
        // Strangers can name any slug, and each takes a look-up: all of a minute are few.
        if (!unknown.isEmpty() && written.putIfAbsent(RejectedToken.UNKNOWN, now) == null) {
            List.copyOf(unknown.keySet()).forEach(slug -> write(unknown, slug, tally -> writeUnknown(slug, tally)));
        }
    }

    private <K> void write(ConcurrentMap<K, Tally> tallies, K key, Consumer<Tally> writer) {
        Optional.ofNullable(tallies.remove(key)).ifPresent(tally -> {
            try {
                writer.accept(tally);
            } catch (RuntimeException failure) {
                tallies.merge(key, tally, Tally::plus);
                written.remove(tally.rejected().tokenId());
                throw failure;
            }
        });
    }

    private void writeKnown(Tally tally) {
        Token token = tally.token().orElseThrow();
        RejectedToken.Attempt attempt = tally.attempt().orElseThrow();
        RejectedToken rejected = tally.rejected();
        RejectionText text = new RejectionText(token, attempt, rejected.requests(), tally.tooMany());
        RefusedRequest refused = RefusedRequest.of(
                attempt.request(),
                attempt.status(),
                text.sentences(revokedBy(token), rejected.latest()),
                attempt.actor());
        database.write(tx -> {
            boolean added = tx.mapper(RejectedTokenMapper.class).add(token.organizationId(), rejected) > 0;
            if (added) {
                activity.recordRefusal(tx, token.organizationId(), refused, rejected.latest());
            }
            return added;
        });
    }

    private void writeUnknown(String slug, Tally tally) {
        organizations
                .apply(slug)
                .ifPresent(id -> database.write(
                        tx -> tx.mapper(RejectedTokenMapper.class).add(id, tally.rejected())));
    }

    /** Returns who revoked the token, as far as the activity reaches back. */
    private Optional<Actor> revokedBy(Token token) {
        return token.revoked().flatMap(revoked -> activity
                .list(
                        token.organizationId(),
                        ActivityQuery.of(
                                ActivityKind.TOKEN_REVOKED,
                                revoked.minus(MIN_INTERVAL),
                                revoked.plus(MIN_INTERVAL),
                                MAX_REVOKED))
                .stream()
                .filter(entry -> entry.subject().equals(token.name()))
                .map(entry -> entry.actor())
                .findFirst());
    }

    /**
     * Removes what was counted for an organization that is being deleted.
     *
     * @param most how many rows at once
     * @return how many went
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(RejectedTokenMapper.class).remove(organizationId, most));
    }
}
