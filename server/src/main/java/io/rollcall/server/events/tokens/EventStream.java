package io.rollcall.server.events.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.database.Row;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.kernel.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Stream of security event tokens to one receiver.
 *
 * @param owner the organization whose key created it; {@link EventConsumers#OPERATORS} for an operator's
 * @param reason of its status, as the receiver gave it; empty for none
 * @param position of the event up to which all are acknowledged, or are not for this stream
 * @param verified the last request of a verification
 * @param push state of the pushes; empty if the receiver polls
 */
public record EventStream(
        OrganizationId owner,
        String id,
        Settings settings,
        Status status,
        String reason,
        long position,
        Instant verified,
        Instant created,
        Optional<PushState> push) {
    private static final int PUSH_COLUMNS = 12;
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    /**
     * Part of the configuration that the receiver chooses.
     *
     * @param requested URIs of the wanted events; empty for all
     * @param subject format in which tokens name their subject
     * @param push endpoint that tokens are pushed to; empty if the receiver polls
     */
    public record Settings(
            Optional<List<String>> requested, SubjectFormat subject, String description, Optional<PushEndpoint> push) {
        public Settings {
            requested = requested.map(List::copyOf);
        }

        /** Returns the URIs of the events that are sent, in the order of {@link ScimEvent}. */
        public List<String> delivered() {
            return ScimEvent.uris().stream()
                    .filter(uri -> requested.map(uris -> uris.contains(uri)).orElse(true))
                    .toList();
        }

        /** Returns the requested URIs as stored. */
        Optional<String> requestedJson() {
            return requested.map(uris -> JSON.valueToTree(uris).toString());
        }
    }

    /** Format of the subject in tokens (RFC 9493, RFC 9967 section 2.1). */
    public enum SubjectFormat {
        SCIM,
        ISS_SUB,
        EMAIL
    }

    /** Status of a stream (Shared Signals Framework section 8.1.2). */
    public enum Status {
        ENABLED,
        /** Events wait until the stream is enabled. */
        PAUSED,
        /** Events are not sent, not even later. */
        DISABLED
    }

    /** Returns the name of a format or status in requests, responses and the database. */
    public static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the only organization whose events it has; empty for all. */
    Optional<OrganizationId> organization() {
        return owner.equals(EventConsumers.OPERATORS) ? Optional.empty() : Optional.of(owner);
    }

    /** Returns labels of the types of the log that it has; empty for none. */
    Set<String> types() {
        return ScimEvent.types(settings.delivered());
    }

    /** Returns whether the server has paused it, since its receiver failed for long. */
    public boolean isPausedByServer() {
        return status == Status.PAUSED && failingSince().isPresent();
    }

    /** Returns since when pushes fail; empty if they do not. */
    public Optional<Instant> failingSince() {
        return push.flatMap(state -> state.progress().failingSince());
    }

    static EventStream read(Row row) {
        Optional<PushEndpoint> endpoint = row.optionalText(11)
                .map(url -> new PushEndpoint(url, row.optionalBytes(12).map(EncryptedHeader::new)));
        return new EventStream(
                row.organizationId(1),
                row.text(2),
                new Settings(
                        row.optionalText(3).map(EventStream::texts),
                        SubjectFormat.valueOf(row.text(4).toUpperCase(Locale.ROOT)),
                        row.text(5),
                        endpoint),
                Status.valueOf(row.text(6).toUpperCase(Locale.ROOT)),
                row.text(7),
                row.longNumber(8),
                row.instant(9),
                row.instant(10),
                endpoint.map(pushed -> PushState.read(row, PUSH_COLUMNS)));
    }

    private static List<String> texts(String json) {
        try {
            return JSON.readValue(json, TEXTS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("invalid stored JSON", broken);
        }
    }
}
