package io.rollcall.server.admin.ssf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.admin.AdminJson;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.tokens.EventStream.SubjectFormat;
import io.rollcall.server.events.tokens.EventTokenConfig;
import io.rollcall.server.events.tokens.PushEndpoint;
import io.rollcall.server.events.tokens.PushEndpoints;
import io.rollcall.server.events.tokens.ScimEvent;
import io.rollcall.server.events.tokens.SecurityEventTokens;
import io.rollcall.server.kernel.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Configuration of a stream as JSON (Shared Signals Framework section 8.1.1). Unknown members are ignored, as it demands. */
final class StreamConfiguration {
    /** Method of delivery by polls. */
    static final String POLL = "urn:ietf:rfc:8936";

    /** Method of delivery by requests to the receiver. */
    static final String PUSH = "urn:ietf:rfc:8935";

    private static final String REQUESTED = "events_requested";
    private static final String SUBJECT = "subject_format";
    private static final String DESCRIPTION = "description";
    private static final String DELIVERY = "delivery";
    private static final String METHOD = "method";
    private static final String ENDPOINT = "endpoint_url";
    private static final String AUTHORIZATION = "authorization_header";

    /** Members that the transmitter sets. A receiver may send them back unchanged. */
    private static final List<String> FIXED =
            List.of("iss", "aud", "events_supported", "events_delivered", "min_verification_interval");

    private static final int MAX_REQUESTED = 100;
    private static final int MAX_URI = 256;
    private static final int MAX_DESCRIPTION = 255;

    private static final EventStream.Settings DEFAULTS =
            new EventStream.Settings(Optional.empty(), SubjectFormat.SCIM, "", Optional.empty());

    private final SecurityEventTokens tokens;
    private final PushEndpoints endpoints;
    private final EventTokenConfig config;

    StreamConfiguration(SecurityEventTokens tokens, PushEndpoints endpoints, EventTokenConfig config) {
        this.tokens = tokens;
        this.endpoints = endpoints;
        this.config = config;
    }

    ObjectNode json(EventStream stream) {
        EventStream.Settings settings = stream.settings();
        ObjectNode json = AdminJson.object()
                .put("stream_id", stream.id())
                .put("iss", tokens.issuer())
                .put("aud", tokens.audience(stream));
        array(json, "events_supported", ScimEvent.uris());
        settings.requested().ifPresent(uris -> array(json, REQUESTED, uris));
        array(json, "events_delivered", settings.delivered());
        // The header is a secret, and not returned.
        json.putObject(DELIVERY)
                .put(METHOD, settings.push().isPresent() ? PUSH : POLL)
                .put(ENDPOINT, settings.push().map(PushEndpoint::url).orElseGet(() -> pollUrl(stream)));
        stream.push().ifPresent(state -> json.set("delivery_status", DeliveryStatus.json(state)));
        json.put(
                "min_verification_interval",
                Math.toIntExact(config.minVerification().toSeconds()));
        if (!settings.description().isEmpty()) {
            json.put(DESCRIPTION, settings.description());
        }
        return json.put(SUBJECT, EventStream.label(settings.subject()));
    }

    private String pollUrl(EventStream stream) {
        return tokens.audience(stream) + "/poll";
    }

    private static void array(ObjectNode json, String name, List<String> texts) {
        ArrayNode array = json.putArray(name);
        texts.forEach(array::add);
    }

    /** Returns the settings of a new stream. */
    EventStream.Settings created(ObjectNode body) {
        return merged(body, DEFAULTS, Optional.empty());
    }

    /** Returns the settings after a PATCH: absent members are unchanged. */
    EventStream.Settings patched(ObjectNode body, EventStream stream) {
        requireUnchanged(body, stream);
        return merged(body, stream.settings(), stream.settings().push());
    }

    /** Returns the settings after a PUT: absent members have their defaults. */
    EventStream.Settings replaced(ObjectNode body, EventStream stream) {
        requireUnchanged(body, stream);
        return merged(body, DEFAULTS, stream.settings().push());
    }

    private void requireUnchanged(ObjectNode body, EventStream stream) {
        ObjectNode current = json(stream);
        for (String name : FIXED) {
            require(!body.has(name) || body.path(name).equals(current.path(name)), name, "absent or unchanged");
        }
        JsonNode delivery = body.path(DELIVERY);
        require(
                !delivery.path(METHOD).asText().equals(POLL)
                        || !delivery.has(ENDPOINT)
                        || delivery.path(ENDPOINT).asText().equals(pollUrl(stream)),
                DELIVERY + "." + ENDPOINT,
                "absent or unchanged");
    }

    /** @param known the present endpoint, whose header is kept */
    private EventStream.Settings merged(ObjectNode body, EventStream.Settings base, Optional<PushEndpoint> known) {
        return new EventStream.Settings(
                body.has(REQUESTED) ? Optional.of(requested(body.path(REQUESTED))) : base.requested(),
                body.has(SUBJECT) ? subject(body.path(SUBJECT)) : base.subject(),
                body.has(DESCRIPTION) ? text(body, DESCRIPTION, MAX_DESCRIPTION) : base.description(),
                body.has(DELIVERY) ? push(body.path(DELIVERY), known) : base.push());
    }

    private Optional<PushEndpoint> push(JsonNode delivery, Optional<PushEndpoint> known) {
        require(delivery.isObject(), DELIVERY, "an object");
        String method = delivery.path(METHOD).asText();
        require(
                List.of(PUSH, POLL).contains(method),
                DELIVERY + "." + METHOD,
                "\"" + PUSH + "\" for pushes or \"" + POLL + "\" for polls");
        if (method.equals(POLL)) {
            return Optional.empty();
        }
        String member = DELIVERY + "." + ENDPOINT;
        require(delivery.path(ENDPOINT).isTextual(), member, "the URL of the receiver");
        PushEndpoint endpoint = endpoints.at(delivery.path(ENDPOINT).textValue(), member);
        JsonNode header = delivery.path(AUTHORIZATION);
        if (header.isMissingNode()) {
            // It is not shown, so a configuration that is sent back has none.
            return known.filter(before -> before.url().equals(endpoint.url())).or(() -> Optional.of(endpoint));
        }
        require(header.isTextual() || header.isNull(), DELIVERY + "." + AUTHORIZATION, "a string or null");
        return Optional.of(
                header.isNull()
                        ? endpoint
                        : endpoints.authorized(endpoint, header.textValue(), DELIVERY + "." + AUTHORIZATION));
    }

    private static List<String> requested(JsonNode array) {
        require(
                array.isArray() && array.size() <= MAX_REQUESTED,
                REQUESTED,
                "an array of at most " + MAX_REQUESTED + " URIs");
        List<String> uris = new ArrayList<>();
        for (JsonNode uri : array) {
            require(uri.isTextual() && uri.textValue().length() <= MAX_URI, REQUESTED, "an array of URIs");
            uris.add(uri.textValue());
        }
        return uris;
    }

    private static SubjectFormat subject(JsonNode format) {
        return Arrays.stream(SubjectFormat.values())
                .filter(known -> EventStream.label(known).equals(format.asText()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(SUBJECT + " must be one of "
                        + Arrays.stream(SubjectFormat.values())
                                .map(EventStream::label)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    /** Returns a text of bounded length. */
    static String text(ObjectNode body, String name, int most) {
        JsonNode value = body.path(name);
        require(
                value.isTextual() && value.textValue().length() <= most,
                name,
                "a string of at most " + most + " characters");
        return value.textValue();
    }

    /** Returns the member {@code stream_id}. @throws Refusal INVALID if it is missing */
    static String streamId(ObjectNode body) {
        require(body.path("stream_id").isTextual(), "stream_id", "the id of a stream");
        return body.path("stream_id").textValue();
    }

    private static void require(boolean fits, String name, String type) {
        if (!fits) {
            throw Refusal.invalid(name + " must be " + type + ".");
        }
    }
}
