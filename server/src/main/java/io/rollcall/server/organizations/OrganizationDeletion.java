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
 * Removes an organization and everything of it for good, in small transactions. From its first moment on, SCIM requests
 * are refused. Where it breaks off, the organization stays marked, and the same call or {@link #finishBegun} goes on with it;
 * several may do so at once.
 */
public final class OrganizationDeletion {
    private static final Logger LOG = LoggerFactory.getLogger(OrganizationDeletion.class);

    /** A cluster certifies each transaction as a whole, so each is small. */
    private static final int ROWS_AT_ONCE = 500;

    private final Organizations organizations;
    private final List<OrganizationData> data;

    /** @param data what each feature keeps, in the order in which it goes */
    public OrganizationDeletion(Organizations organizations, List<OrganizationData> data) {
        this.organizations = organizations;
        this.data = List.copyOf(data);
    }

    /**
     * Deletes an organization; ends when nothing of it is left.
     *
     * @param confirmation the organization's slug, as somebody typed it who means it
     * @return how many rows went
     * @throws Refusal INVALID where the confirmation is another text, NOT_FOUND where there is no such organization
     */
    public long delete(OrganizationId id, String confirmation, Actor actor) {
        return delete(id, confirmation, Optional.empty(), actor);
    }

    /** The same, after its users were saved. @param exported what the audit log says of that */
    public long delete(OrganizationId id, String confirmation, Optional<String> exported, Actor actor) {
        Organization marked = organizations.startDeletion(id, confirmation, actor);
        long removed = finish(marked, exported, actor);
        LOG.info("{} deleted the organization {} with {}", actor.name(), marked.slug(), Plural.of(removed, "row"));
        return removed;
    }

    /** Ends every deletion that was begun and broke off. */
    public void finishBegun() {
        organizations.list().stream()
                .filter(organization -> organization.status() == Organization.Status.DELETING)
                .forEach(marked -> LOG.info(
                        "Ended the deletion of the organization {}, with {}",
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

    /** Until no server lets a request in any more that would write what was removed already. */
    private static void awaitOtherServers() {
        try {
            Thread.sleep(Organizations.CACHE_TTL.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the same deletion can be started again", interrupted);
        }
    }
}
