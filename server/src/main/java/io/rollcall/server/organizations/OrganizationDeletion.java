package io.rollcall.server.organizations;

import io.rollcall.server.activity.LastHead;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.Refusal;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletion of organizations with all their data, in small transactions. SCIM requests are refused from the beginning. If a
 * deletion is interrupted, the organization stays marked; the same call or {@link #finishBegun} resumes it, also concurrently.
 */
public final class OrganizationDeletion {
    private static final Logger LOG = LoggerFactory.getLogger(OrganizationDeletion.class);

    /** A cluster certifies each transaction as a whole, so each is small. */
    private static final int ROWS_AT_ONCE = 500;

    private final Organizations organizations;
    private final List<OrganizationData> data;

    /** @param data data of each feature, in the order of removal */
    public OrganizationDeletion(Organizations organizations, List<OrganizationData> data) {
        this.organizations = organizations;
        this.data = List.copyOf(data);
    }

    /**
     * Deletes an organization and returns when nothing of it is left.
     *
     * @param confirmation the organization's slug, typed as a confirmation
     * @return the number of removed rows
     * @throws Refusal INVALID if the confirmation does not match, NOT_FOUND if the organization does not exist
     */
    public long delete(OrganizationId id, String confirmation, Actor actor) {
        return delete(id, confirmation, Optional.empty(), actor);
    }

    /** Deletes an organization after an export of its users. @param exported description of the export for the audit log */
    public long delete(OrganizationId id, String confirmation, Optional<String> exported, Actor actor) {
        Organization marked = organizations.startDeletion(id, confirmation, actor);
        long removed = finish(marked, exported, actor);
        LOG.info("{} deleted the organization {} with {}", actor.name(), marked.slug(), Plural.of(removed, "row"));
        return removed;
    }

    /** Completes every interrupted deletion. */
    public void finishBegun() {
        organizations.list().stream()
                .filter(organization -> organization.status() == Organization.Status.DELETING)
                .forEach(marked -> LOG.info(
                        "Completed the deletion of the organization {}, with {}",
                        marked.slug(),
                        Plural.of(finish(marked, Optional.empty(), Actor.system()), "row")));
    }

    private long finish(Organization marked, Optional<String> exported, Actor actor) {
        awaitOtherServers();
        LastHead end = organizations.lastHead(marked.id());
        long removed = 0;
        long round;
        do {
            round = data.stream()
                    .mapToLong(part -> removeAll(part, marked.id()))
                    .sum();
            removed += round;
        } while (round > 0);
        organizations.remove(marked, end.json(exported, removed), actor);
        return removed;
    }

    private static long removeAll(OrganizationData part, OrganizationId id) {
        long removed = 0;
        int last;
        do {
            last = part.remove(id, ROWS_AT_ONCE);
            removed += last;
        } while (last > 0);
        return removed;
    }

    /** Waits until the caches of all servers have expired, so that no server accepts a request that would write new rows. */
    private static void awaitOtherServers() {
        try {
            Thread.sleep(Organizations.CACHE_TTL.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the same deletion can be started again", interrupted);
        }
    }
}
