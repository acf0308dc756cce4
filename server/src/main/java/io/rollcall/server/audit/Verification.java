package io.rollcall.server.audit;

import io.rollcall.server.audit.chain.ChainReport;
import io.rollcall.server.audit.chain.ChainedLog;
import io.rollcall.server.audit.chain.Chains;
import io.rollcall.server.audit.chain.Checkpoint;
import io.rollcall.server.audit.chain.CheckpointCheck;
import io.rollcall.server.audit.chain.Finding;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.audit.chain.Verifier;
import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Verification of all chains of the installation, and checkpoints of them. */
public final class Verification {
    private final Database database;
    private final Audit audit;
    private final ChainedLog auditLog;
    private final ChainedLog activityLog;
    private final Clock clock;
    private final Chains chains;

    public Verification(Database database, Audit audit, ChainedLog auditLog, ChainedLog activityLog, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.auditLog = auditLog;
        this.activityLog = activityLog;
        this.clock = clock;
        this.chains = new Chains(database);
    }

    /** Returns all chains, the audit log's first, then the organizations'. */
    public List<OrganizationId> chains() {
        Stream<OrganizationId> organizations =
                Stream.concat(chains.all().stream(), database.read(activityLog::chains).stream());
        return Stream.concat(
                        Stream.of(Head.AUDIT),
                        organizations.sorted((one, other) -> Long.compare(one.value(), other.value())))
                .distinct()
                .toList();
    }

    /** Verifies one chain. */
    public ChainReport verify(OrganizationId chain) {
        ChainedLog log = log(chain);
        return Verifier.verify(database, log, chain, () -> audit.prunedBefore(log.name()));
    }

    private ChainedLog log(OrganizationId chain) {
        return chain.equals(Head.AUDIT) ? auditLog : activityLog;
    }

    /**
     * Verifies all chains.
     *
     * @param done receives the result of each chain
     * @return whether all are intact
     */
    public boolean verifyAll(Consumer<ChainReport> done) {
        boolean intact = true;
        for (OrganizationId chain : chains()) {
            ChainReport report = verify(chain);
            done.accept(report);
            intact &= report.isIntact();
        }
        return intact;
    }

    /** Returns the current ends of all chains. */
    public Checkpoint checkpoint() {
        List<Head> heads = chains.all().stream()
                .flatMap(chain -> database.read(tx -> chains.head(tx, chain)).stream())
                .toList();
        return new Checkpoint(clock.instant().truncatedTo(ChronoUnit.MILLIS), heads);
    }

    /** Returns a finding if a chain does not extend its end in a checkpoint, or empty. */
    public Optional<Finding> check(Head head) {
        return new CheckpointCheck(chains)
                .check(head, audit.prunedBefore(log(head.chain()).name()))
                .filter(finding -> finding.kind() != Finding.Kind.CHAIN_MISSING
                        || head.chain().equals(Head.AUDIT)
                        || !audit.isDeletionRecorded(head.chain()));
    }
}
