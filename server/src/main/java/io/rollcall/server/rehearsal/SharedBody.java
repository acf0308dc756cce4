package io.rollcall.server.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.rehearsal.RehearsalClient.ScimResponse;
import java.util.Optional;

/** Body of a response as far as a report may have it: without users and groups that the rehearsal did not create. */
record SharedBody(ThrowAways made) {
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
    private static final String RESOURCES = "Resources";
    private static final int MAX_LENGTH = 4_000;

    /** Returns the text; empty if the response has no body. */
    Optional<String> of(ScimResponse answer) {
        if (answer.body().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(answer.json()
                .map(json -> shortened(
                        isDiscovery(answer) ? json.toString() : shown(json).toString()))
                .orElseGet(() -> "(" + answer.body().length() + " characters that are no JSON)"));
    }

    private static boolean isDiscovery(ScimResponse answer) {
        return answer.call().path().matches("/(Schemas|ResourceTypes|ServiceProviderConfig)");
    }

    /** Returns whether the value is, or is part of, an own user or group, or an error. */
    boolean isShown(JsonNode resource) {
        return made.owns(resource.path("id").asText())
                || resource.path("schemas").path(0).asText().equals(ERROR);
    }

    private JsonNode shown(JsonNode json) {
        if (!json.path(RESOURCES).isArray()) {
            return resource(json);
        }
        ObjectNode list = ((ObjectNode) json).deepCopy();
        ArrayNode shown = list.putArray(RESOURCES);
        json.path(RESOURCES).forEach(resource -> shown.add(resource(resource)));
        return list;
    }

    private JsonNode resource(JsonNode resource) {
        return isShown(resource)
                ? resource
                : JsonNodeFactory.instance.objectNode().put("withheld", "not created by this rehearsal");
    }

    private static String shortened(String text) {
        return text.length() <= MAX_LENGTH
                ? text
                : text.substring(0, MAX_LENGTH) + "... (" + text.length() + " characters)";
    }
}
