package io.rollcall.server.oauth;

import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.telemetry.Metrics;
import io.rollcall.server.tokens.AccessTokens;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Upkeep of OAuth clients: warnings of secrets near expiry, and deletion of what has expired. */
@Singleton
public final class ClientUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(ClientUpkeep.class);
    private static final Duration MIN_INTERVAL = Duration.ofDays(1);

    /** How long a used assertion is remembered beyond its expiry, for differences between clocks. */
    private static final Duration ASSERTIONS_KEPT = Duration.ofHours(1);

    private final Database database;
    private final ClientSecrets secrets;
    private final AccessTokens tokens;
    private final Organizations organizations;
    private final Retention retention;
    private final Clock clock;
    private final AtomicInteger expiring = new AtomicInteger();

    @Inject
    public ClientUpkeep(
            Database database,
            ClientSecrets secrets,
            AccessTokens tokens,
            Organizations organizations,
            Retention retention,
            Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.tokens = tokens;
        this.organizations = organizations;
        this.retention = retention;
        this.clock = clock;
        database.register(AssertionMapper.class);
    }

    /** Logs the warnings that are due: at most one per secret and day across all servers. */
    public void warn() {
        int found = 0;
        for (ClientSecret secret : secrets.expiring()) {
            Optional<Organization> active = organizations
                    .find(secret.organizationId())
                    .filter(organization -> organization.status() == Organization.Status.ACTIVE);
            active.ifPresent(organization -> warn(organization, secret));
            found += active.isPresent() ? 1 : 0;
        }
        expiring.set(found);
    }

    /** Registers the number of secrets that were near expiry at the last check. */
    @Inject
    public void measure(Metrics metrics) {
        metrics.gauge("rollcall.client.secrets.expiring", "Client secrets that expire within 30 days", expiring::get);
    }

    private void warn(Organization organization, ClientSecret secret) {
        Instant now = clock.instant();
        boolean mine = database.write(tx -> tx.mapper(ClientSecretMapper.class)
                        .warn(secret.organizationId(), secret.id(), now, now.minus(MIN_INTERVAL)))
                > 0;
        if (mine) {
            LOG.warn(
                    "The secret {} of an OAuth client of the organization {} expires in {}, on {}; then its identity"
                            + " provider gets no access tokens. Add another one: rollcall client list {}",
                    secret.id(),
                    organization.slug(),
                    Plural.of(Duration.between(now, secret.expires()).toDays(), "day"),
                    secret.expires(),
                    organization.slug());
        }
    }

    /** Deletes access tokens that expired long ago. */
    public void pruneTokens() {
        tokens.prune(retention);
    }

    /** Deletes assertions that have expired, and so need not be recognised. */
    public void pruneAssertions() {
        retention.prune(ASSERTIONS_KEPT, "used assertions", AssertionMapper.class);
    }
}
