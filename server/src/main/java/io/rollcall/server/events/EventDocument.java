package io.rollcall.server.events;

import io.rollcall.server.database.Row;
import io.rollcall.server.kernel.DateTimeText;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Stored SCIM document of an event's user, as it was when the event was read from the log.
 *
 * @param document the SCIM User as JSON text, without {@code id} and {@code meta}
 */
public record EventDocument(int version, Instant created, Instant lastModified, String document) {
    /** Reads the document from four columns; empty if they are null, since there is no such user. */
    static Optional<EventDocument> read(Row row, int first) {
        return row.optionalText(first + 3)
                .map(document ->
                        new EventDocument(row.number(first), row.instant(first + 1), row.instant(first + 2), document));
    }

    /** Returns the User as a GET request for it returns it. */
    String json(String id, String location) {
        return "{\"id\":\"" + id + "\"," + document.substring(1, document.length() - 1)
                + ",\"meta\":{\"resourceType\":\"User\",\"created\":\"" + text(created)
                + "\",\"lastModified\":\"" + text(lastModified)
                + "\",\"location\":\"" + location + "\",\"version\":\"W/\\\"" + version + "\\\"\"}}";
    }

    private static String text(Instant time) {
        return DateTimeText.of(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }
}
