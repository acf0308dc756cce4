package io.rollcall.server.events.webhooks;

import io.rollcall.server.events.EventType;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Endpoint to be created.
 *
 * @param types types of events and patterns such as {@code user.*}; empty for all
 * @param organization the only organization whose events it receives; empty for all
 * @param signature how messages are signed
 * @param document whether messages have the SCIM document of the user
 */
public record WebhookRequest(
        String url,
        List<String> types,
        Optional<OrganizationId> organization,
        String description,
        SignatureScheme signature,
        boolean document,
        boolean enabled) {
    private static final int MAX_DESCRIPTION = 255;
    private static final int MAX_TYPES = 50;

    public WebhookRequest {
        types = List.copyOf(types);
    }

    WebhookRequest validated(WebhookConfig config) {
        return new WebhookRequest(
                url(url, config), types(types), organization, description(description), signature, document, enabled);
    }

    Webhook webhook(UUID id, int shard, EncryptedSecrets.Keys keys, Instant now, long position) {
        return new Webhook(
                id,
                organization,
                shard,
                url,
                types,
                description,
                document,
                enabled ? Webhook.State.ENABLED : Webhook.State.DISABLED,
                EncryptedSecrets.of(keys),
                now,
                Webhook.Progress.from(position),
                0);
    }

    static String url(String text, WebhookConfig config) {
        return TargetUrl.parse(text.strip(), config.addresses(), config.lowPorts())
                .uri()
                .toString();
    }

    static List<String> types(List<String> patterns) {
        List<String> types = patterns.stream().map(String::strip).distinct().toList();
        if (types.size() > MAX_TYPES) {
            throw Refusal.invalid("At most " + MAX_TYPES + " types can be selected. Use patterns such as user.*.")
                    .about("types");
        }
        types.stream()
                .filter(type -> EventType.matching(type).isEmpty())
                .findFirst()
                .ifPresent(unknown -> {
                    throw Refusal.invalid("'" + unknown + "' is no event type. Use "
                                    + Arrays.stream(EventType.values())
                                            .map(EventType::label)
                                            .collect(Collectors.joining(", "))
                                    + ", or all of a kind such as user.*.")
                            .about("types");
                });
        return types;
    }

    static String description(String text) {
        String description = text.strip();
        if (description.length() > MAX_DESCRIPTION || description.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("The description must have at most " + MAX_DESCRIPTION
                            + " characters, without line breaks.")
                    .about("description");
        }
        return description;
    }
}
