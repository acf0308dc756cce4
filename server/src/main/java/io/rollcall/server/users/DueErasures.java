package io.rollcall.server.users;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.database.LockWaitTimeout;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.retention.Retention;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erasure of users by the policy of their organization, the longest inactive or deleted first. Several servers may run it
 * concurrently: each user is taken by one of them.
 */
@Singleton
public final class DueErasures {
    private static final Logger LOG = LoggerFactory.getLogger(DueErasures.class);
    private static final int AT_ONCE = 100;

    private final Database database;
    private final Clock clock;
    private final Organizations organizations;
    private final Erasure erasure;
    private final Retention retention;

    @Inject
    public DueErasures(
            Database database, Clock clock, Organizations organizations, Erasure erasure, Retention retention) {
        this.database = database;
        this.clock = clock;
        this.organizations = organizations;
        this.erasure = erasure;
        this.retention = retention;
    }

    /** Erases due users of every organization, and finishes erasures that were begun. */
    public void run() {
        organizations.list().stream()
                .filter(organization -> organization.status() != Organization.Status.DELETING)
                .takeWhile(next -> !Thread.currentThread().isInterrupted())
                .forEach(this::runAlone);
    }

    /** A failure affects only the users of that organization. */
    private void runAlone(Organization organization) {
        try {
            long erased = run(organization);
            if (erased > 0) {
                LOG.info(
                        "Erased {} of the organization {}, as its policy says",
                        Plural.of(erased, "user"),
                        organization.slug());
            }
        } catch (LockWaitTimeout locked) {
            LOG.warn(
                    "Failed to erase users of the organization {}; will be tried again: {}",
                    organization.slug(),
                    locked.getMessage());
        } catch (DatabaseUnavailable outage) {
            // An outage affects every organization.
            throw outage;
        } catch (RuntimeException failure) {
            LOG.warn("Failed to erase users of the organization {}; will be tried again", organization.slug(), failure);
        }
    }

    private long run(Organization organization) {
        OrganizationId id = organization.id();
        erasure.finishBegun(id);
        long allowed = allowed(organization);
        long erased = 0;
        int last;
        do {
            last = beginSome(id, (int) Math.min(AT_ONCE, allowed - erased));
            erasure.finishBegun(id);
            erased += last;
        } while (last > 0);
        return erased;
    }

    private long allowed(Organization organization) {
        OrganizationId id = organization.id();
        Optional<Instant> since = database.read(tx -> dueSince(tx, id));
        return since.isEmpty()
                ? 0
                : retention.allowed(
                        "users of the organization " + organization.slug(),
                        () -> database.read(tx -> tx.mapper(UserMapper.class).countInactive(id, since.get())
                                + tx.mapper(FormerUserMapper.class).countDue(id, since.get())),
                        () -> database.read(
                                tx -> tx.mapper(FormerUserMapper.class).countAll(id)));
    }

    private int beginSome(OrganizationId id, int most) {
        Optional<Instant> since = database.read(tx -> dueSince(tx, id));
        if (since.isEmpty() || most <= 0) {
            return 0;
        }
        List<UserId> inactive = database.read(tx -> tx.mapper(UserMapper.class).listInactive(id, since.get(), most));
        int others = most - inactive.size();
        List<UserId> former =
                database.read(tx -> tx.mapper(FormerUserMapper.class).listDue(id, since.get(), others));
        return begin(id, inactive, erasure::beginWithInactive) + begin(id, former, erasure::beginWithFormer);
    }

    /** Begins each erasure in its own transaction, which checks the policy and the user again. */
    private int begin(OrganizationId id, List<UserId> users, Beginning beginning) {
        return (int) users.stream()
                .filter(user -> database.write(tx -> dueSince(tx, id)
                        .filter(since -> beginning.begin(tx, id, user, since, Actor.system()))
                        .isPresent()))
                .count();
    }

    /** Returns the time before which users must have left; empty if the organization keeps them, as a suspended one does. */
    private Optional<Instant> dueSince(Transaction tx, OrganizationId id) {
        return organizations
                .find(tx, id)
                .filter(organization -> organization.status() == Organization.Status.ACTIVE)
                .flatMap(organization -> organization.policy().dueSince(clock.instant()));
    }

    /** Begins the erasure of one user, if it is still due. */
    @FunctionalInterface
    private interface Beginning {
        boolean begin(Transaction tx, OrganizationId organization, UserId user, Instant since, Actor actor);
    }
}
