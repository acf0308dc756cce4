package io.rollcall.server.tokens;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.activity.RefusedRequest;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.MinuteTallies;
import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Counter of requests with an invalid token, such as a revoked one still configured at the identity provider. Counts are kept in
 * memory and written at most once a minute per token, with one entry in the organization's activity.
 */
@Singleton
public final class RejectedTokens {
    private static final Duration AROUND_REVOCATION = Duration.ofMinutes(1);

    private static final int MAX_TOKENS = 10_000;

    /** Limit of counted slugs: unauthenticated clients can send any slug, and each costs a look-up. */
    private static final int MAX_SLUGS = 100;

    /** Limit of counted tokens, such as those revoked within a few minutes. */
    private static final int MAX_REVOKED = 100;

    private final Database database;
    private final Activity activity;
    private final Clock clock;
    private final Organizations organizations;
    private final MinuteTallies<Long, Tally> known = new MinuteTallies<>(MAX_TOKENS, Tally::plus);
    private final MinuteTallies<String, RejectedToken> unknown = new MinuteTallies<>(MAX_SLUGS, RejectedToken::plus);

    /**
     * Count of the requests with one token.
     *
     * @param attempt the last request answered with 401, or the last one if all were answered with 429
     * @param tooMany the number of requests answered with 429
     */
    private record Tally(Token token, RejectedToken.Attempt attempt, long tooMany, RejectedToken rejected) {
        static Tally of(Token token, RejectedToken.Attempt attempt, RejectedToken rejected) {
            return new Tally(token, attempt, attempt.isTooMany() ? 1 : 0, rejected);
        }

        Tally plus(Tally later) {
            return new Tally(
                    later.token,
                    later.attempt.isTooMany() ? attempt : later.attempt,
                    tooMany + later.tooMany,
                    rejected.plus(later.rejected));
        }
    }

    @Inject
    public RejectedTokens(Database database, Activity activity, Clock clock, Organizations organizations) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
        this.organizations = organizations;
        database.register(RejectedTokenMapper.class);
    }

    /** Counts a request with a known token that is not valid for it. */
    public void count(Token token, RejectedToken.Attempt attempt) {
        if (token.client().isPresent() && token.stateAt(clock.instant()) == Credential.State.EXPIRED) {
            // Clients learn by a 401 that it is time for the next access token.
            return;
        }
        known.count(token.id(), Tally.of(token, attempt, RejectedToken.one(token.id(), now())));
    }

    /**
     * Counts a request with an unknown token. Anyone can send one, so it leaves no entry in the activity.
     *
     * @param slug the slug in the called host
     */
    public void countUnknown(String slug) {
        unknown.count(slug, RejectedToken.one(RejectedToken.UNKNOWN, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Writes the counts of tokens not written in the last minute. */
    public void write() {
        known.write(clock.instant(), (id, tally) -> writeKnown(tally));
        unknown.write(clock.instant(), this::writeUnknown);
    }

    /** Writes all counts. */
    public void writeAll() {
        known.writeAll(clock.instant(), (id, tally) -> writeKnown(tally));
        unknown.writeAll(clock.instant(), this::writeUnknown);
    }

    private void writeKnown(Tally tally) {
        Token token = tally.token();
        RejectedToken.Attempt attempt = tally.attempt();
        RejectedToken rejected = tally.rejected();
        boolean staticTokens = organizations
                .find(token.organizationId())
                .filter(Organization::staticTokens)
                .isPresent();
        RejectionText text = new RejectionText(token, attempt, staticTokens, rejected.requests(), tally.tooMany());
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

    private void writeUnknown(String slug, RejectedToken rejected) {
        Slug.ofHostLabel(slug)
                .flatMap(organizations::find)
                .ifPresent(organization -> database.write(
                        tx -> tx.mapper(RejectedTokenMapper.class).add(organization.id(), rejected)));
    }

    /** Returns the actor who revoked the token; empty if the activity does not reach back that far. */
    private Optional<Actor> revokedBy(Token token) {
        return token.revoked().flatMap(revoked -> activity
                .list(
                        token.organizationId(),
                        ActivityQuery.of(
                                ActivityKind.TOKEN_REVOKED,
                                revoked.minus(AROUND_REVOCATION),
                                revoked.plus(AROUND_REVOCATION),
                                MAX_REVOKED))
                .stream()
                .filter(entry -> entry.subject().equals(token.name()))
                .map(entry -> entry.actor())
                .findFirst());
    }

    /**
     * Removes the counts of an organization that is being deleted.
     *
     * @param most maximum number of rows
     * @return the number of removed rows
     */
    public int remove(OrganizationId organizationId, int most) {
        return database.write(tx -> tx.mapper(RejectedTokenMapper.class).remove(organizationId, most));
    }
}
