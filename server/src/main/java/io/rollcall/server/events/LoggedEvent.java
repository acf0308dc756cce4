package io.rollcall.server.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Event with its position in the log.
 *
 * @param position counts the events from 1, without holes when they are written
 * @param id the event's UUID
 * @param slug the organization's slug as of now, or the last one of a deleted organization
 * @param subject the kind of its subject, such as {@code user}
 * @param subjectId identifies its subject within the organization
 * @param version the user's version after the change; 0 for other subjects
 * @param type the label of an {@link EventType}; one that a newer server wrote may be unknown here
 * @param correlationId the id of the request that caused it; empty if there is none
 * @param data a JSON object
 * @param document the SCIM document of its user; empty unless the query asked for it
 */
public record LoggedEvent(
        long position,
        String id,
        OrganizationId organizationId,
        String slug,
        String subject,
        String subjectId,
        int version,
        String type,
        Instant occurred,
        String correlationId,
        String data,
        Optional<EventDocument> document) {

    static LoggedEvent read(Row row) {
        return new LoggedEvent(
                row.longNumber(1),
                row.text(2),
                row.organizationId(3),
                row.text(4),
                row.text(5),
                row.text(6),
                row.number(7),
                row.text(8),
                row.instant(9),
                row.text(10),
                row.text(11),
                EventDocument.read(row, 12));
    }

    /**
     * Returns the event with its user's document in the data, if it was read with one.
     *
     * @param baseUrl returns the SCIM base URL of the organization with a slug
     */
    public LoggedEvent withDocumentInData(UnaryOperator<String> baseUrl) {
        return document.map(user -> user.json(subjectId, baseUrl.apply(slug) + "/Users/" + subjectId))
                .map(json -> data.substring(0, data.length() - 1) + ",\"document\":" + json + "}")
                .map(this::with)
                .orElse(this);
    }

    private LoggedEvent with(String otherData) {
        return new LoggedEvent(
                position,
                id,
                organizationId,
                slug,
                subject,
                subjectId,
                version,
                type,
                occurred,
                correlationId,
                otherData,
                Optional.empty());
    }

    /** Returns the event as readers get it. Its data are spliced, since a tree would take many times the memory. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("type", type)
                .put("time", occurred.toString());
        json.putObject("organization").put("id", organizationId.value()).put("slug", slug);
        json.putObject("subject").put("type", subject).put("id", subjectId);
        json.put("version", version);
        json.putRawValue("data", new RawValue(data));
        return json;
    }

    /** Returns the number of characters of the data and the document. */
    public long length() {
        return data.length()
                + document.map(EventDocument::document).map(String::length).orElse(0);
    }
}
