package io.rollcall.server.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.audit.chain.ChainReport;
import io.rollcall.server.audit.chain.Finding;
import io.rollcall.server.audit.chain.Head;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Result of verifying a chain, as text and JSON.
 *
 * @param slug the organization's slug; empty for the audit log, and for a deleted organization
 */
public record VerifiedChain(ChainReport report, Optional<String> slug) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int VERSION_7 = 7;
    private static final int TIME_SHIFT = 16;

    /** Returns whether it is the chain of the audit log. */
    public boolean isAuditLog() {
        return report.chain().equals(Head.AUDIT);
    }

    /** Returns a short name for people: {@code audit log}, or the organization. */
    public String name() {
        return isAuditLog()
                ? "audit log"
                : slug.orElseGet(() -> "organization " + report.chain().value());
    }

    /** Returns a sentence with the chain and its first broken entry (position, id and time); empty if intact. */
    public Optional<String> problem() {
        return report.findings().stream().findFirst().map(first -> {
            int more = report.findings().size() - 1;
            return "The chain of " + (isAuditLog() ? "the audit log" : "the activity of " + name()) + " is broken: "
                    + sentence(first) + (more == 0 ? "" : " There are " + more + " more findings.");
        });
    }

    private static String sentence(Finding finding) {
        String position = finding.position() < 0 ? "" : " " + finding.position();
        String id = finding.entry().map(entry -> " (" + entry + ")").orElse("");
        String time =
                time(finding).map(recorded -> ", recorded " + recorded + ",").orElse("");
        return "entry" + position + id + time + " " + finding.kind().words() + ".";
    }

    /** Returns the time in the entry's id, which the chain protects; the time in the row may have been altered. */
    private static Optional<Instant> time(Finding finding) {
        return finding.entry()
                .filter(id -> id.version() == VERSION_7)
                .map(UUID::getMostSignificantBits)
                .map(bits -> Instant.ofEpochMilli(bits >>> TIME_SHIFT));
    }

    /** Returns the result as a JSON object. */
    public ObjectNode json() {
        ObjectNode json = JSON.createObjectNode().put("log", isAuditLog() ? "audit" : "activity");
        slug.ifPresent(known -> json.put("organization", known));
        if (!isAuditLog()) {
            json.put("organizationId", report.chain().value());
        }
        json.put("intact", report.isIntact())
                .put("begins", report.begins())
                .put("entries", report.end().position())
                .put("hash", report.end().hash().toString());
        if (report.end().position() > 0) {
            json.put("newest", report.end().newest().toString());
        }
        json.put("pruned", report.pruned()).put("erased", report.erased()).put("waiting", report.waiting());
        report.prunedBefore().ifPresent(time -> json.put("prunedBefore", time.toString()));
        ArrayNode findings = json.putArray("findings");
        report.findings().forEach(finding -> findings.add(json(finding)));
        return json;
    }

    private static ObjectNode json(Finding finding) {
        ObjectNode json = JSON.createObjectNode()
                .put("kind", finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (finding.position() >= 0) {
            json.put("position", finding.position());
        }
        finding.entry().ifPresent(id -> json.put("id", id.toString()));
        time(finding).ifPresent(time -> json.put("time", time.toString()));
        return json.put("words", sentence(finding));
    }
}
