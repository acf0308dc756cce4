package io.rollcall.server.scim.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.schema.UserSchemas;
import java.util.Random;
import java.util.Set;

/** Full Users with about two thirds of the attributes that the schemas allow, under canonical names. */
final class SampleUsers {
    private static final Set<String> ALWAYS = Set.of("schemas", "id");

    private SampleUsers() {}

    static ObjectNode user(UserSchemas schemas, Random random) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.putArray("schemas").add(schemas.core().urn());
        user.put("id", "1");
        fill(user, schemas.core().attributes(), random);
        schemas.extensions().forEach(extension -> {
            ObjectNode values = fill(user.objectNode(), extension.attributes(), random);
            if (!values.isEmpty()) {
                user.set(extension.urn(), values);
                user.withArray("schemas").add(extension.urn());
            }
        });
        return fill(user, schemas.common(), random);
    }

    private static ObjectNode fill(ObjectNode object, Attributes attributes, Random random) {
        attributes.stream()
                .filter(attribute -> !ALWAYS.contains(attribute.name()) && random.nextInt(3) > 0)
                .forEach(attribute -> object.set(attribute.name(), value(attribute, random)));
        return object;
    }

    private static JsonNode value(AttributeDefinition attribute, Random random) {
        JsonNode first = single(attribute, random);
        return attribute.multiValued()
                ? JsonNodeFactory.instance.arrayNode().add(first).add(single(attribute, random))
                : first;
    }

    private static JsonNode single(AttributeDefinition attribute, Random random) {
        if (!attribute.isComplex()) {
            return JsonNodeFactory.instance.numberNode(random.nextInt(9));
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        while (values.isEmpty()) {
            fill(values, attribute.subAttributes(), random);
        }
        return values;
    }
}
