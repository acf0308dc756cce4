package io.rollcall.server.tokens;

import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.telemetry.Metrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logged warnings of tokens near expiry, at most one per token and day across all servers. */
@Singleton
public final class ExpiryWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWarnings.class);
    private static final Duration MIN_INTERVAL = Duration.ofDays(1);

    private final Database database;
    private final Tokens tokens;
    private final Clock clock;
    private final Organizations organizations;
    private final AtomicInteger expiring = new AtomicInteger();

    @Inject
    public ExpiryWarnings(Database database, Tokens tokens, Clock clock, Organizations organizations) {
        this.database = database;
        this.tokens = tokens;
        this.clock = clock;
        this.organizations = organizations;
    }

    /** Logs the warnings that are due. */
    public void log() {
        int found = 0;
        for (Token token : tokens.expiring()) {
            Optional<String> slug = slugOfActive(token.organizationId());
            slug.ifPresent(known -> log(known, token));
            found += slug.isPresent() ? 1 : 0;
        }
        expiring.set(found);
    }

    private Optional<String> slugOfActive(OrganizationId id) {
        return organizations
                .find(id)
                .filter(organization -> organization.status() == Organization.Status.ACTIVE)
                .map(organization -> organization.slug().value());
    }

    /** Returns the number of tokens near expiry at the last check. */
    public int expiring() {
        return expiring.get();
    }

    /** Registers the number of {@link #expiring} tokens. */
    @Inject
    public void measure(Metrics metrics) {
        metrics.gauge("rollcall.tokens.expiring", "Tokens that expire within 30 days", this::expiring);
    }

    private void log(String slug, Token token) {
        Instant now = clock.instant();
        boolean mine = database.write(tx -> tx.mapper(TokenMapper.class)
                        .warn(token.organizationId(), token.id(), now, now.minus(MIN_INTERVAL)))
                > 0;
        if (mine) {
            Instant expires = token.expires().orElseThrow();
            if (token.replacedBy().isPresent()) {
                LOG.warn(
                        "The token '{}' of the organization {} expires in {} days, on {}, and the token {} that replaces it has"
                                + " not been used yet. Paste that one in the identity provider",
                        token.name(),
                        slug,
                        Duration.between(now, expires).toDays(),
                        expires,
                        token.replacedBy().get());
                return;
            }
            LOG.warn(
                    "The token '{}' of the organization {} expires in {}, on {}; then its identity provider is refused."
                            + " Rotate it: rollcall token rotate {} {}",
                    token.name(),
                    slug,
                    Plural.of(Duration.between(now, expires).toDays(), "day"),
                    expires,
                    slug,
                    token.id());
        }
    }
}
