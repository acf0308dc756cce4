package io.rollcall.server.audit;

import io.rollcall.server.audit.chain.Chains;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.retention.Retention;
import java.util.List;

/** Daily job that removes old audit entries, and chain blocks without remaining entries. */
public final class AuditUpkeep {
    private final Audit audit;
    private final Audit.Config config;
    private final Chains chains;
    private final Retention retention;
    private final String organizationsLog;

    /** @param organizationsLog the name of the log of organizations' activity */
    public AuditUpkeep(
            Database database, Audit audit, Audit.Config config, Retention retention, String organizationsLog) {
        this.audit = audit;
        this.config = config;
        this.retention = retention;
        this.chains = new Chains(database);
        this.organizationsLog = organizationsLog;
    }

    /** Removes old entries and blocks. */
    public void run() {
        config.retention().ifPresent(age -> audit.prune(retention, age));
        audit.prunedBefore(PrunedMarks.AUDIT).ifPresent(mark -> chains.cut(List.of(Head.AUDIT), mark));
        List<OrganizationId> organizations =
                chains.all().stream().filter(chain -> !chain.equals(Head.AUDIT)).toList();
        chains.removeOrphans(organizations);
        audit.prunedBefore(organizationsLog).ifPresent(mark -> chains.cut(organizations, mark));
    }
}
