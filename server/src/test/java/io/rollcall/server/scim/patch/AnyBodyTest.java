package io.rollcall.server.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.document.DocumentReader;
import io.rollcall.server.scim.document.WriteRules;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever a client sends is either done or refused as a {@link ScimProblem}, never anything else. */
class AnyBodyTest {
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String[] NAMES = {
        "userName",
        "USERNAME",
        "active",
        "name",
        "name.givenName",
        "givenName",
        "emails",
        "emails.value",
        "value",
        "type",
        "primary",
        "addresses",
        "country",
        "x509Certificates",
        "photos",
        "profileUrl",
        "groups",
        "id",
        "meta",
        "schemas",
        "password",
        "externalId",
        "manager",
        "$ref",
        "department",
        RoleAttribute.DEFAULT_NAME,
        CORE,
        CORE + ":title",
        "pet",
        PatchedUser.ENTERPRISE,
        PatchedUser.ENTERPRISE + ":manager",
        PatchedUser.ENTERPRISE + ":manager.value",
        RoleAttribute.EXTENSION_URN,
        RoleAttribute.EXTENSION_URN + ":" + RoleAttribute.DEFAULT_NAME,
        "emails[type eq \"work\"]",
        "emails[type eq \"work\"].value",
        "emails[primary eq \"True\" or not (value pr)]",
        "emails[value eq null].display",
        "addresses[country ne \"TR\"].type",
        "name[givenName pr]",
        "emails[",
        "",
        ":",
        "."
    };

    private static final String[] TAME = {
        "{'op':'add','path':'emails','value':[{'value':'a@x','primary':'True'},{'value':'b@x','type':'work'}]}",
        "{'op':'add','value':{'emails':{'value':'c@x','type':'work','primary':true},'active':null,'pet':1}}",
        "{'op':'replace','path':'emails[type eq \\'work\\'].primary','value':true}",
        "{'op':'replace','path':'emails[not (type pr)]','value':{'type':'home','value':''}}",
        "{'op':'remove','path':'emails[value co \\'a\\' or primary eq false].value'}",
        "{'op':'remove','path':'emails','value':[{'value':'b@x'}]}",
        "{'op':'replace','path':'addresses[type eq \\'work\\'].country','value':'TR'}",
        "{'op':'replace','value':{'name.givenName':'J','name':{'familyName':'D'},'jotform_user_role':['admin']}}",
        "{'op':'add','path':'ENTERPRISE','value':{'manager':'7','department':''}}",
        "{'op':'remove','path':'ENTERPRISE:manager.value'}",
        "{'op':'replace','path':'userName','value':'joe'}",
    };

    private final DocumentReader reader = new DocumentReader(PatchedUser.SCHEMAS);
    private final WriteRules rules = new WriteRules(PatchedUser.SCHEMAS);
    private final ScimJson json = new ScimJson();

    @Property(tries = 500)
    void isReadAsADocumentOrRefused(@ForAll("bodies") ObjectNode body) {
        ObjectNode before = body.deepCopy();
        outcome(() -> rules.create(reader.read(body.put("userName", "jane")))).ifPresent(this::assertCanonical);
        outcome(() -> rules.create(reader.read(before)));
    }

    @Property(tries = 1000)
    void isAppliedAsAPatchOrRefused(@ForAll("bodies") ObjectNode user, @ForAll("patches") ObjectNode patch) {
        ObjectNode stored = outcome(() -> rules.create(reader.read(user)))
                .orElseGet(() -> rules.create(reader.read(user.objectNode().put("userName", "jane"))));
        ObjectNode before = stored.deepCopy();
        outcome(() -> PatchedUser.patch(new Patches(PatchedUser.SCHEMAS, PatchLimits.DEFAULT), patch)
                        .apply(stored))
                .ifPresent(this::assertCanonical);
        assertThat(stored).isEqualTo(before);
    }

    @Property(tries = 500)
    void isReadAsJsonOrRefused(@ForAll String text, @ForAll byte[] bytes) {
        outcome(() -> json.read(text));
        outcome(() -> json.read("{\"a\":" + text));
        outcome(() -> json.read(bytes));
    }

    /** A document that is written again unchanged is the same. */
    private void assertCanonical(ObjectNode document) {
        assertThat(rules.replace(document, reader.read(document)).toString()).isEqualTo(document.toString());
        assertThat(json.read(json.bytes(document))).isEqualTo(document);
    }

    private static Optional<ObjectNode> outcome(Supplier<ObjectNode> action) {
        try {
            return Optional.of(action.get());
        } catch (ScimProblem refused) {
            assertThat(refused.getMessage()).isNotBlank().doesNotContain("io.rollcall", "fasterxml", "Exception");
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<ObjectNode> bodies() {
        return object(value(3));
    }

    @Provide
    Arbitrary<ObjectNode> patches() {
        Arbitrary<ObjectNode> wild = Combinators.combine(
                        Arbitraries.of("add", "Replace", "remove"),
                        Arbitraries.of(NAMES).injectNull(0.2),
                        Arbitraries.oneOf(value(2), object(value(2))))
                .as((op, path, value) -> {
                    ObjectNode written = JsonNodeFactory.instance.objectNode().put("op", op);
                    Optional.ofNullable(path).ifPresent(text -> written.put("path", text));
                    return written.set("value", value);
                });
        Arbitrary<ObjectNode> tame = Arbitraries.of(TAME).map(operation -> (ObjectNode)
                PatchedUser.operations(operation).path("Operations").path(0));
        Arbitrary<ObjectNode> operation = Arbitraries.frequencyOf(Tuple.of(4, tame), Tuple.of(1, wild));
        return operation.list().ofMinSize(1).ofMaxSize(4).map(operations -> {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.putArray("Operations").addAll(operations);
            return body;
        });
    }

    private static Arbitrary<JsonNode> value(int depth) {
        Arbitrary<JsonNode> simple = Arbitraries.of(
                NullNode.instance,
                BooleanNode.TRUE,
                BooleanNode.FALSE,
                DecimalNode.valueOf(new BigDecimal("1e40")),
                JsonNodeFactory.instance.numberNode(7),
                TextNode.valueOf(""),
                TextNode.valueOf("True"),
                TextNode.valueOf("work"),
                TextNode.valueOf("a@x"),
                TextNode.valueOf("\u0000"),
                TextNode.valueOf("\uD83D"),
                TextNode.valueOf(CORE));
        if (depth == 0) {
            return simple;
        }
        Arbitrary<JsonNode> inner = Arbitraries.lazy(() -> value(depth - 1));
        return Arbitraries.oneOf(simple, simple, object(inner).map(JsonNode.class::cast), array(inner));
    }

    private static Arbitrary<ObjectNode> object(Arbitrary<JsonNode> values) {
        return Arbitraries.maps(Arbitraries.of(NAMES), values).ofMaxSize(5).map(AnyBodyTest::object);
    }

    private static ObjectNode object(Map<String, JsonNode> members) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        members.forEach((name, value) -> object.set(name, value.deepCopy()));
        return object;
    }

    private static Arbitrary<JsonNode> array(Arbitrary<JsonNode> values) {
        return values.list().ofMaxSize(3).map(AnyBodyTest::array);
    }

    private static JsonNode array(List<JsonNode> values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(array::add);
        return array;
    }
}
