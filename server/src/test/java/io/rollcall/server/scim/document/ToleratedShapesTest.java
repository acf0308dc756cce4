package io.rollcall.server.scim.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.server.scim.patch.PatchLimits;
import io.rollcall.server.scim.patch.PatchedUser;
import io.rollcall.server.scim.patch.Patches;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributePath;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.TestSchemas;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every attribute of every schema of the User, in every shape, by every way in: a body, a path, a value without a path. */
class ToleratedShapesTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final UserSchemas SCHEMAS = TestSchemas.user();

    private final DocumentReader reader = new DocumentReader(SCHEMAS);
    private final WriteRules rules = new WriteRules(SCHEMAS);

    /** One that a client may write, with a value in the schema's shape. */
    record Case(AttributePath path, JsonNode canonical) {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    static Stream<Case> attributes() {
        return Stream.concat(
                        Stream.of(SCHEMAS.core().attributes(), SCHEMAS.common())
                                .flatMap(all -> of(Optional.empty(), all)),
                        SCHEMAS.extensions().stream()
                                .flatMap(extension -> of(Optional.of(extension.urn()), extension.attributes())))
                .filter(path -> !path.attribute().isReadOnly()
                        && !path.leaf().isReadOnly()
                        && !path.attribute().name().equals("schemas")
                        && !path.attribute().name().equals("password"))
                .map(path -> new Case(path, canonical(path.leaf())));
    }

    private static Stream<AttributePath> of(Optional<String> urn, Attributes attributes) {
        String prefix = urn.map(text -> text + ":").orElse("");
        return attributes.stream()
                .flatMap(attribute -> Stream.concat(
                        Stream.of(attribute.name()),
                        attribute.subAttributes().stream().map(sub -> attribute.name() + "." + sub.name())))
                .map(name -> SCHEMAS.resolve(prefix + name).orElseThrow());
    }

    private static JsonNode canonical(AttributeDefinition attribute) {
        if (!attribute.isComplex()) {
            return switch (attribute.type()) {
                case BOOLEAN -> BooleanNode.TRUE;
                case BINARY -> TextNode.valueOf("TUlJ");
                default -> TextNode.valueOf("7");
            };
        }
        ObjectNode object = JSON.objectNode();
        attribute.subAttributes().stream()
                .filter(sub -> !sub.isReadOnly())
                .filter(sub -> sub.name().equals("value")
                        || attribute.subAttribute("value").isEmpty())
                .forEach(sub -> object.set(sub.name(), canonical(sub)));
        return attribute.multiValued() ? JSON.arrayNode().add(object) : object;
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void readsEachToleratedShapeLikeTheCanonicalOne(Case attribute) {
        AttributeDefinition leaf = attribute.path().leaf();
        for (JsonNode shape : tolerated(leaf, attribute.canonical())) {
            for (Map.Entry<String, Function<JsonNode, ObjectNode>> way :
                    ways(attribute.path()).entrySet()) {
                assertThat(way.getValue().apply(shape))
                        .as("%s of %s by %s", shape, attribute, way.getKey())
                        .isEqualTo(way.getValue().apply(attribute.canonical()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void refusesEveryOtherShapeAndNamesTheAttributeAndItsShape(Case attribute) {
        AttributeDefinition leaf = attribute.path().leaf();
        for (JsonNode shape : wrong(leaf, attribute.canonical())) {
            ways(attribute.path()).forEach((name, way) -> {
                ScimProblem problem = catchThrowableOfType(ScimProblem.class, () -> way.apply(shape));
                assertThat(problem)
                        .as("the refusal of %s for %s by %s", shape, attribute, name)
                        .isNotNull();
                assertThat(problem.type()).isEqualTo(Type.INVALID_VALUE);
                assertThat(problem.getMessage())
                        .contains(attribute.path().attribute().name())
                        .containsPattern("must be (a text|an object|an array of objects|true or false|a URI|base64)");
            });
        }
    }

    /** Returns the value of an attribute in all shapes that are read alike. */
    private static List<JsonNode> tolerated(AttributeDefinition attribute, JsonNode canonical) {
        List<JsonNode> shapes = new ArrayList<>();
        if (attribute.multiValued()) {
            JsonNode element = canonical.get(0);
            shapes.add(element);
            if (element.has("value")) {
                shapes.addAll(List.of(element.get("value"), array(element.get("value"))));
            }
            return shapes;
        }
        shapes.add(array(canonical));
        if (attribute.isComplex()) {
            if (canonical.has("value")) {
                shapes.addAll(List.of(
                        canonical.get("value"),
                        array(canonical.get("value")),
                        array(JSON.objectNode().putNull("$ref").set("value", canonical.get("value")))));
            }
            return shapes;
        }
        shapes.add(JSON.objectNode().set("value", canonical));
        shapes.add(array(JSON.objectNode().putNull("$ref").set("value", canonical)));
        switch (attribute.type()) {
            case STRING -> shapes.add(JSON.numberNode(7));
            case BOOLEAN ->
                Stream.of("True", "true", "TRUE").map(TextNode::valueOf).forEach(shapes::add);
            default -> {}
        }
        return shapes;
    }

    private static List<JsonNode> wrong(AttributeDefinition attribute, JsonNode canonical) {
        List<JsonNode> noObjects = List.of(JSON.numberNode(7), BooleanNode.TRUE);
        if (attribute.multiValued()) {
            List<JsonNode> shapes = new ArrayList<>(noObjects);
            noObjects.forEach(wrong -> shapes.add(array(wrong)));
            shapes.add(array(array(canonical.get(0))));
            if (!canonical.get(0).has("value")) {
                shapes.addAll(List.of(TextNode.valueOf("x"), array(TextNode.valueOf("x"))));
            }
            return shapes;
        }
        List<JsonNode> shapes = new ArrayList<>();
        shapes.add(array(canonical, canonical));
        shapes.add(array(array(canonical)));
        if (attribute.isComplex()) {
            shapes.addAll(noObjects);
            if (!canonical.has("value")) {
                shapes.add(TextNode.valueOf("x"));
            }
            return shapes;
        }
        shapes.add(JSON.objectNode().put("other", "x"));
        shapes.add(JSON.objectNode().put("type", "x").set("value", canonical));
        shapes.add(JSON.numberNode(new BigDecimal("1.5")));
        switch (attribute.type()) {
            case BOOLEAN -> shapes.addAll(List.of(TextNode.valueOf("yes"), TextNode.valueOf("1"), JSON.numberNode(1)));
            case STRING -> {}
            default -> shapes.addAll(List.of(JSON.numberNode(7), BooleanNode.TRUE));
        }
        return shapes;
    }

    private static ArrayNode array(JsonNode... elements) {
        return JSON.arrayNode().addAll(List.of(elements));
    }

    /** Each gives the stored User after a write of that value of the attribute. */
    private Map<String, Function<JsonNode, ObjectNode>> ways(AttributePath path) {
        Map<String, Function<JsonNode, ObjectNode>> ways = new LinkedHashMap<>();
        ways.put("POST", value -> rules.create(reader.read(whole(path, value))));
        ways.put("PUT", value -> rules.replace(stored(), reader.read(whole(path, value))));
        ways.put("PATCH with a path", value -> patched(JSON.objectNode().put("path", path.toString()), value));
        ways.put(
                "PATCH without a path",
                value -> patched(JSON.objectNode(), JSON.objectNode().set(path.toString(), value)));
        if (path.subAttribute().isEmpty()) {
            ways.put("PATCH of the whole User", value -> patched(JSON.objectNode(), whole(path, value)));
        }
        return ways;
    }

    private ObjectNode stored() {
        ObjectNode user = JSON.objectNode().put("userName", "jane");
        user.putArray("roles").addObject().put("value", "r");
        return rules.create(reader.read(user));
    }

    private ObjectNode patched(ObjectNode operation, JsonNode value) {
        ObjectNode body = JSON.objectNode();
        body.putArray("Operations").add(operation.put("op", "add").set("value", value));
        return PatchedUser.patch(new Patches(SCHEMAS, PatchLimits.DEFAULT), body)
                .apply(stored());
    }

    /** A body with that value at the path, and in an element that says something where the path is in one. */
    private static ObjectNode whole(AttributePath path, JsonNode value) {
        ObjectNode body = JSON.objectNode().put("userName", "jane");
        ObjectNode holder = path.extension()
                .map(extension -> body.putObject(extension.urn()))
                .orElse(body);
        String name = path.attribute().name();
        if (path.subAttribute().isEmpty()) {
            return body.equals(holder) ? body.set(name, value) : with(body, holder, name, value);
        }
        ObjectNode object = JSON.objectNode();
        if (path.attribute().multiValued()
                && path.attribute().subAttribute("value").isPresent()) {
            object.put("value", path.attribute().name().equals("x509Certificates") ? "TUlJ" : "v");
        }
        object.set(path.leaf().name(), value);
        holder.set(name, path.attribute().multiValued() ? JSON.arrayNode().add(object) : object);
        return body;
    }

    private static ObjectNode with(ObjectNode body, ObjectNode holder, String name, JsonNode value) {
        holder.set(name, value);
        return body;
    }
}
