package io.rollcall.server.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.audit.chain.ChainReport;
import io.rollcall.server.audit.chain.Checkpoint;
import io.rollcall.server.audit.chain.Finding;
import io.rollcall.server.audit.chain.Head;
import io.rollcall.server.database.Database;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Verification of one or all chains, optionally against a checkpoint; its result is recorded in the audit log. */
@Singleton
public final class RecordedVerification {
    private static final int RECORDED = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Database database;
    private final Audit audit;
    private final Verification verification;
    private final Semaphore running = new Semaphore(1);

    @Inject
    public RecordedVerification(Database database, Audit audit, Verification verification) {
        this.database = database;
        this.audit = audit;
        this.verification = verification;
    }

    /** Returns the current ends of all chains. */
    public Checkpoint checkpoint() {
        return verification.checkpoint();
    }

    /**
     * Verifies chains.
     *
     * @param only the organization to verify; empty for all chains
     * @throws Refusal TOO_MANY if a verification is running on this server, since it reads all entries
     */
    public List<VerifiedChain> run(Optional<OrganizationId> only, Optional<Checkpoint> checkpoint, Actor actor) {
        if (!running.tryAcquire()) {
            throw Refusal.tooMany("A verification is running already. Try again when it has ended.", RETRY_AFTER);
        }
        try {
            List<Head> heads = checkpoint.map(Checkpoint::heads).orElse(List.of()).stream()
                    .filter(head -> only.isEmpty() || only.get().equals(head.chain()))
                    .toList();
            List<VerifiedChain> verified = verify(only, heads);
            audit.record(event(only, checkpoint, verified, actor));
            return verified;
        } finally {
            running.release();
        }
    }

    private List<VerifiedChain> verify(Optional<OrganizationId> only, List<Head> heads) {
        Set<OrganizationId> there = new LinkedHashSet<>(only.map(List::of).orElseGet(verification::chains));
        Stream<ChainReport> present = there.stream().map(chain -> compared(chain, heads));
        Stream<ChainReport> gone = heads.stream()
                .map(Head::chain)
                .filter(chain -> !there.contains(chain))
                .distinct()
                .map(chain -> compared(chain, heads))
                .filter(report -> !report.isIntact());
        return Stream.concat(present, gone)
                .map(report -> new VerifiedChain(report, slug(report.chain())))
                .toList();
    }

    private ChainReport compared(OrganizationId chain, List<Head> heads) {
        ChainReport report = verification.verify(chain);
        List<Finding> findings = new ArrayList<>(report.findings());
        heads.stream()
                .filter(head -> head.chain().equals(chain))
                .forEach(head -> verification.check(head).ifPresent(findings::add));
        return new ChainReport(
                chain,
                report.begins(),
                report.end(),
                report.pruned(),
                report.erased(),
                report.waiting(),
                report.prunedBefore(),
                findings);
    }

    private Optional<String> slug(OrganizationId chain) {
        return chain.equals(Head.AUDIT)
                ? Optional.empty()
                : database.read(tx -> tx.mapper(AuditMapper.class).slug(chain));
    }

    private static AuditEvent event(
            Optional<OrganizationId> only, Optional<Checkpoint> checkpoint, List<VerifiedChain> verified, Actor actor) {
        ObjectNode detail = new JsonMapper()
                .createObjectNode()
                .put("chains", verified.size())
                .put("entries", entries(verified));
        checkpoint.ifPresent(compared -> detail.put("checkpoint", compared.at().toString()));
        ArrayNode broken = new JsonMapper().createArrayNode();
        verified.stream()
                .flatMap(chain -> chain.problem().stream())
                .limit(RECORDED)
                .forEach(broken::add);
        if (!broken.isEmpty()) {
            detail.set("broken", broken);
        }
        return AuditEvent.of(AuditKind.AUDIT_VERIFIED, actor, only.isEmpty() ? "all chains" : "chain of the activity")
                .in(only)
                .ending(broken.isEmpty() ? AuditEntry.Outcome.SUCCEEDED : AuditEntry.Outcome.FAILED)
                .with(detail.toString());
    }

    private static long entries(List<VerifiedChain> verified) {
        return verified.stream()
                .mapToLong(chain -> chain.report().end().position())
                .sum();
    }
}
