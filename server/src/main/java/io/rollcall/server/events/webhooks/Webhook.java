package io.rollcall.server.events.webhooks;

import io.rollcall.server.database.Row;
import io.rollcall.server.events.EventType;
import io.rollcall.server.events.LoggedEvent;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Endpoint of the product that events are sent to.
 *
 * @param organization the only organization whose events it receives; empty for all
 * @param shard the lease under which it is delivered to
 * @param types types of events and patterns such as {@code user.*}; empty for all
 * @param document whether messages have the SCIM document of the user
 * @param skipped position up to which an administrator has skipped undelivered events
 */
public record Webhook(
        UUID id,
        Optional<OrganizationId> organization,
        int shard,
        String url,
        List<String> types,
        String description,
        boolean document,
        State state,
        EncryptedSecrets secrets,
        Instant created,
        Progress progress,
        long skipped) {
    private static final String SEPARATOR = ",";
    private static final String WILDCARD = ".*";

    public Webhook {
        types = List.copyOf(types);
    }

    /** State of an endpoint. Only an enabled one receives events; the others keep their position. */
    public enum State {
        ENABLED,
        /** Disabled by an administrator. */
        DISABLED,
        /** Disabled because it answered 410. */
        GONE,
        /** Disabled because it failed for days. */
        FAILED
    }

    /**
     * Progress of the deliveries, as of the last write of the server that delivers.
     *
     * @param position each event up to it is delivered, has a {@link Delivery}, or is not selected
     * @param generation counts takeovers by servers, and replays
     * @param failures failed attempts since the last successful one
     * @param failingSince the time of the first of them
     * @param pausedUntil no attempt before then, as the endpoint asked
     */
    public record Progress(
            long position,
            int generation,
            int failures,
            Optional<Instant> failingSince,
            Optional<Instant> pausedUntil,
            Optional<Instant> lastSuccess) {

        /** Returns the progress of a new endpoint. */
        static Progress from(long position) {
            return new Progress(position, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** Returns the same progress up to another position. */
        public Progress at(long other) {
            return new Progress(other, generation, failures, failingSince, pausedUntil, lastSuccess);
        }
    }

    /** New endpoint with its secret, which is shown once. @param secret empty if it has a key pair only */
    public record Issued(Webhook webhook, Optional<SecretText> secret) {}

    static Webhook read(Row row) {
        return new Webhook(
                row.uuid(1),
                row.optionalOrganizationId(2),
                row.number(3),
                row.text(4),
                types(row.text(5)),
                row.text(6),
                row.truth(19),
                State.valueOf(row.text(7)),
                EncryptedSecrets.read(row),
                row.instant(11),
                new Progress(
                        row.longNumber(12),
                        row.number(13),
                        row.number(14),
                        row.optionalInstant(15),
                        row.optionalInstant(16),
                        row.optionalInstant(17)),
                row.longNumber(18));
    }

    private static List<String> types(String list) {
        return list.isEmpty() ? List.of() : List.of(list.split(SEPARATOR));
    }

    /** Returns the types as one column. */
    public String typeList() {
        return String.join(SEPARATOR, types);
    }

    /** Returns the labels of the types that are known to this release; empty for all. */
    public Set<String> typeLabels() {
        return types.stream()
                .flatMap(pattern -> EventType.matching(pattern).stream())
                .map(EventType::label)
                .collect(Collectors.toSet());
    }

    public boolean isEnabled() {
        return state == State.ENABLED;
    }

    /** Returns whether the server has disabled it, as it failed. */
    public boolean isDisabledByServer() {
        return state == State.GONE || state == State.FAILED;
    }

    /** Returns whether the endpoint receives the event. */
    public boolean selects(LoggedEvent event) {
        return organization.map(event.organizationId()::equals).orElse(true)
                && (types.isEmpty() || types.stream().anyMatch(type -> matches(type, event.type())));
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith(WILDCARD)
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }

    /** Returns the URL without path and query, which may hold a secret. */
    public String origin() {
        return TargetUrl.stored(url).origin();
    }

    /** Returns the endpoint's name in logs. */
    public String label() {
        return origin() + " (" + id + ")";
    }

    /** Returns the same endpoint in another state. */
    public Webhook with(State other) {
        return new Webhook(
                id, organization, shard, url, types, description, document, other, secrets, created, progress, skipped);
    }

    Webhook with(EncryptedSecrets others) {
        return new Webhook(
                id, organization, shard, url, types, description, document, state, others, created, progress, skipped);
    }
}
