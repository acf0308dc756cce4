package io.rollcall.server.scim.scimple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.schema.SchemaDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;

/**
 * Descriptions of RFC 7643's attributes in {@code /Schemas}, in the RFC's order. They are read from {@code
 * attribute-descriptions.json}, which maps names to descriptions; {@code ""} is the schema's own.
 */
final class AttributeDescriptions {
    private final JsonNode bySchema;

    private AttributeDescriptions(JsonNode bySchema) {
        this.bySchema = bySchema;
    }

    static AttributeDescriptions load() {
        try (InputStream file = AttributeDescriptions.class.getResourceAsStream("attribute-descriptions.json")) {
            return new AttributeDescriptions(new ObjectMapper().readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the schema with descriptions, in the file's order. Attributes missing in the file are unchanged and last. */
    SchemaDefinition describe(SchemaDefinition schema) {
        JsonNode texts = bySchema.path(schema.urn());
        List<String> order =
                texts.properties().stream().map(text -> text.getKey()).toList();
        return new SchemaDefinition(
                schema.urn(),
                schema.name(),
                texts.path("").asText(schema.description()),
                describe(schema.attributes(), "", texts, order));
    }

    private static Attributes describe(Attributes attributes, String prefix, JsonNode texts, List<String> order) {
        return Attributes.of(attributes.stream()
                .map(attribute -> describe(attribute, prefix + attribute.name(), texts, order))
                .sorted(Comparator.comparingInt(attribute -> rank(prefix + attribute.name(), order)))
                .toList());
    }

    private static AttributeDefinition describe(
            AttributeDefinition attribute, String path, JsonNode texts, List<String> order) {
        return attribute
                .withDescription(texts.path(path).asText(attribute.description()))
                .with(describe(attribute.subAttributes(), path + ".", texts, order));
    }

    private static int rank(String path, List<String> order) {
        int index = order.indexOf(path);
        return index < 0 ? order.size() : index;
    }
}
