package io.rollcall.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Actor;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * Times up to which logs were pruned, recorded in the audit log itself. Each entry has the times of all logs, so the newest
 * entries are complete; they are never pruned before a newer one is recorded.
 */
final class PrunedMarks {
    /** The name of the audit log. */
    static final String AUDIT = "audit";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SUFFIX = "Before";
    private static final int RECENT = 50;

    private final Audit audit;

    PrunedMarks(Audit audit) {
        this.audit = audit;
    }

    void record(String log, Instant before) {
        List<ObjectNode> recorded = recorded();
        ObjectNode marks = JSON.createObjectNode();
        recorded.forEach(entry -> entry.fieldNames().forEachRemaining(member -> latest(recorded, member)
                .ifPresent(mark -> marks.put(member, mark.toString()))));
        Instant latest = latest(recorded, log + SUFFIX).filter(before::isBefore).orElse(before);
        marks.put(log + SUFFIX, latest.toString());
        audit.record(
                AuditEvent.of(AuditKind.ENTRIES_PRUNED, Actor.system(), log).with(marks.toString()));
    }

    Optional<Instant> find(String log) {
        return latest(recorded(), log + SUFFIX);
    }

    private static Optional<Instant> latest(List<ObjectNode> recorded, String member) {
        return recorded.stream().flatMap(entry -> mark(entry, member).stream()).max(Instant::compareTo);
    }

    private static Optional<Instant> mark(ObjectNode marks, String member) {
        try {
            return Optional.ofNullable(marks.get(member)).map(JsonNode::asText).map(Instant::parse);
        } catch (DateTimeParseException altered) {
            return Optional.empty();
        }
    }

    /** Returns the newest marks: several, since clock skew between servers can order them differently from their ids. */
    private List<ObjectNode> recorded() {
        return audit.list(AuditQuery.of(AuditKind.ENTRIES_PRUNED, RECENT)).stream()
                .flatMap(entry -> read(entry.detail()).stream())
                .toList();
    }

    /** Parses the detail; empty for an altered entry. */
    private static Optional<ObjectNode> read(String detail) {
        try {
            return JSON.readTree(detail) instanceof ObjectNode marks ? Optional.of(marks) : Optional.empty();
        } catch (JsonProcessingException altered) {
            return Optional.empty();
        }
    }
}
