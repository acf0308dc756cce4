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
 * Descriptions in {@code /Schemas} of the attributes of RFC 7643, in our own words and in the RFC's order, read from
 * {@code attribute-descriptions.json}, where a name is followed by its description and {@code ""} stands for the schema.
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

    /** The schema with its descriptions and order; attributes that the file does not name stay as they are, last. */
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
