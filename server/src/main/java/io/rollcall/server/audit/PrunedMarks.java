package io.rollcall.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Actor;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The times up to which logs were pruned, recorded in the audit log itself. Each entry has the times of all logs, so that the
 * newest one, which is never pruned before a newer one is recorded, says everything.
 */
final class PrunedMarks {
    /** The name of the audit log. */
    static final String AUDIT = "audit";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SUFFIX = "Before";

    private final Audit audit;

    PrunedMarks(Audit audit) {
        this.audit = audit;
    }

    void record(String log, Instant before) {
        ObjectNode marks = newest();
        Instant latest = mark(marks, log).filter(before::isBefore).orElse(before);
        marks.put(log + SUFFIX, latest.toString());
        audit.record(
                AuditEvent.of(AuditKind.ENTRIES_PRUNED, Actor.system(), log).with(marks.toString()));
    }

    Optional<Instant> find(String log) {
        return mark(newest(), log);
    }

    private static Optional<Instant> mark(ObjectNode marks, String log) {
        try {
            return Optional.ofNullable(marks.get(log + SUFFIX))
                    .map(JsonNode::asText)
                    .map(Instant::parse);
        } catch (DateTimeParseException altered) {
            return Optional.empty();
        }
    }

    private ObjectNode newest() {
        return audit.list(AuditQuery.of(AuditKind.ENTRIES_PRUNED, 1)).stream()
                .findFirst()
                .flatMap(entry -> read(entry.detail()))
                .orElseGet(JSON::createObjectNode);
    }

    /** An entry that was altered says nothing. */
    private static Optional<ObjectNode> read(String detail) {
        try {
            return JSON.readTree(detail) instanceof ObjectNode marks ? Optional.of(marks) : Optional.empty();
        } catch (JsonProcessingException altered) {
            return Optional.empty();
        }
    }
}
