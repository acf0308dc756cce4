package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.CORE;
import static io.rollcall.server.conformance.Bodies.ENTERPRISE;
import static io.rollcall.server.conformance.Bodies.LIST;
import static io.rollcall.server.conformance.Bodies.ROLE;
import static io.rollcall.server.conformance.Bodies.node;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.scim.schema.RoleSchema;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Discovery endpoints (RFC 7643 sections 5 to 8.7, RFC 7644 section 4), including all that Entra's validator reads. */
class DiscoveryIT {
    private static final ScimClient CLIENT = TestOrganization.create().client();

    @Test
    void saysWhatTheServiceProviderDoes() {
        JsonNode config = assertOk(CLIENT.get("/ServiceProviderConfig"));
        assertThat(config.path("schemas"))
                .isEqualTo(node("['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig']"));
        for (String feature : new String[] {"patch", "bulk", "filter", "changePassword", "sort", "etag"}) {
            assertThat(config.path(feature).path("supported").isBoolean())
                    .as(feature)
                    .isTrue();
        }
        for (String done : new String[] {"patch", "filter", "sort", "etag"}) {
            assertThat(config.path(done).path("supported").asBoolean()).as(done).isTrue();
        }
        assertThat(config.at("/changePassword/supported").asBoolean(true)).isFalse();
        assertThat(config.at("/bulk/maxOperations").isInt()).isTrue();
        assertThat(config.at("/bulk/maxPayloadSize").isInt()).isTrue();
        assertThat(config.at("/filter/maxResults").asInt()).isGreaterThanOrEqualTo(100);
        assertThat(config.at("/pagination/index").asBoolean()).isTrue();
        JsonNode scheme = config.at("/authenticationSchemes/0");
        assertThat(scheme.path("type").asText()).isEqualTo("oauthbearertoken");
        assertThat(scheme.path("name").asText()).isNotBlank();
        assertThat(scheme.path("description").asText()).isNotBlank();
        assertThat(scheme.path("primary").asBoolean()).isTrue();
        assertThat(config.at("/meta/resourceType").asText()).isEqualTo("ServiceProviderConfig");
        assertThat(config.at("/meta/location").asText()).isEqualTo(CLIENT.baseUrl() + "/ServiceProviderConfig");
    }

    @Test
    void describesTheUserResource() {
        JsonNode list = assertList("/ResourceTypes");
        assertThat(ids(list)).containsExactly("User", "Role");
        JsonNode type = list.at("/Resources/0");
        assertThat(type.path("schemas")).isEqualTo(node("['urn:ietf:params:scim:schemas:core:2.0:ResourceType']"));
        assertThat(type.path("id").asText()).isEqualTo("User");
        assertThat(type.path("name").asText()).isEqualTo("User");
        assertThat(type.path("endpoint").asText()).isEqualTo("/Users");
        assertThat(type.path("schema").asText()).isEqualTo(CORE);
        assertThat(type.path("schemaExtensions"))
                .isEqualTo(node("[{'schema':'" + ENTERPRISE + "','required':false},{'schema':'" + ROLE
                        + "','required':false}]"));
        assertThat(type.at("/meta/location").asText()).isEqualTo(CLIENT.baseUrl() + "/ResourceTypes/User");
        assertThat(type.at("/meta/resourceType").asText()).isEqualTo("ResourceType");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ResourceTypes/User", "/ResourceTypes/user", "/ResourceTypes/User/"})
    void givesTheResourceTypeAlone(String path) {
        assertThat(assertOk(CLIENT.get(path)))
                .isEqualTo(CLIENT.get("/ResourceTypes").json().at("/Resources/0"));
    }

    @Test
    void listsTheSchemasOfEveryResourceType() {
        JsonNode list = assertList("/Schemas");
        assertThat(ids(list)).containsExactly(CORE, ENTERPRISE, ROLE, RoleSchema.URN);
        for (JsonNode schema : list.path("Resources")) {
            assertThat(schema.path("schemas")).isEqualTo(node("['urn:ietf:params:scim:schemas:core:2.0:Schema']"));
            assertThat(schema.path("name").asText()).isNotBlank();
            assertThat(schema.path("description").asText()).isNotBlank();
            assertThat(schema.at("/meta/resourceType").asText()).isEqualTo("Schema");
            String location = schema.at("/meta/location").asText();
            assertThat(location)
                    .isEqualTo(
                            CLIENT.baseUrl() + "/Schemas/" + schema.path("id").asText());
            assertThat(assertOk(CLIENT.get(location.substring(CLIENT.baseUrl().length()))))
                    .isEqualTo(schema);
        }
    }

    private static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.path("Resources").forEach(resource -> ids.add(resource.path("id").asText()));
        return ids;
    }

    private static JsonNode assertList(String path) {
        JsonNode list = assertOk(CLIENT.get(path));
        assertThat(list.path("schemas")).isEqualTo(node("['" + LIST + "']"));
        int size = list.path("Resources").size();
        assertThat(list.path("totalResults").asInt()).isEqualTo(size);
        assertThat(list.path("itemsPerPage").asInt()).isEqualTo(size);
        assertThat(list.path("startIndex").asInt()).isEqualTo(1);
        return list;
    }

    /** RFC 7643 section 7; Entra's validator wants the keywords in their own case, and no null anywhere. */
    @Test
    void givesEveryAttributeAllItsCharacteristics() {
        assertThat(CLIENT.get("/Schemas").body()).doesNotContain("null");
        for (JsonNode schema : CLIENT.get("/Schemas").json().path("Resources")) {
            assertThat(schema.path("attributes")).isNotEmpty().allSatisfy(DiscoveryIT::assertWhole);
        }
    }

    private static void assertWhole(JsonNode attribute) {
        String name = attribute.path("name").asText();
        assertThat(name).matches("[A-Za-z$][A-Za-z0-9$_-]*");
        assertThat(attribute.path("type").asText())
                .as(name)
                .isIn("string", "boolean", "decimal", "integer", "dateTime", "binary", "reference", "complex");
        for (String flag : new String[] {"multiValued", "required", "caseExact"}) {
            assertThat(attribute.path(flag).isBoolean()).as(name + " " + flag).isTrue();
        }
        assertThat(attribute.path("description").asText()).as(name).isNotBlank();
        assertThat(attribute.path("mutability").asText()).isIn("readOnly", "readWrite", "immutable", "writeOnly");
        assertThat(attribute.path("returned").asText()).isIn("always", "never", "default", "request");
        assertThat(attribute.path("uniqueness").asText()).isIn("none", "server", "global");
        assertThat(attribute.has("referenceTypes"))
                .isEqualTo(attribute.path("type").asText().equals("reference"));
        boolean complex = attribute.path("type").asText().equals("complex");
        assertThat(attribute.has("subAttributes")).isEqualTo(complex);
        attribute.path("subAttributes").forEach(DiscoveryIT::assertWhole);
    }

    @ParameterizedTest
    @CsvSource({
        "userName,required,true",
        "userName,uniqueness,server",
        "userName,caseExact,false",
        "groups,mutability,readOnly",
        "active,type,boolean",
        "emails,multiValued,true",
        "emails,type,complex",
        "profileUrl,type,reference",
        "x509Certificates,type,complex",
        "displayName,required,false",
        "jotform_user_role,returned,default"
    })
    void describesUsersAsTheRfcDoes(String attribute, String characteristic, String value) {
        for (JsonNode described : CLIENT.get("/Schemas/" + CORE).json().path("attributes")) {
            if (described.path("name").asText().equals(attribute)) {
                assertThat(described.path(characteristic).asText()).isEqualTo(value);
                return;
            }
        }
        throw new AssertionError("no attribute " + attribute);
    }

    /** A value is ignored, so no identity provider is invited to send one. */
    @Test
    void doesNotOfferAPassword() {
        assertThat(CLIENT.get("/Schemas/" + CORE).body()).doesNotContain("\"password\"");
        assertThat(CLIENT.get("/Schemas").body()).doesNotContain("\"password\"");
    }

    @Test
    void findsASchemaInAnyCaseAndEncoding() {
        JsonNode schema = assertOk(CLIENT.get("/Schemas/" + ENTERPRISE));
        for (String urn : Set.of(
                ENTERPRISE.toLowerCase(Locale.ROOT),
                ENTERPRISE.toUpperCase(Locale.ROOT),
                ENTERPRISE.replace(":", "%3A"),
                ENTERPRISE + "/")) {
            assertThat(assertOk(CLIENT.get("/Schemas/" + urn))).isEqualTo(schema);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Schemas/urn:x",
                "/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group",
                "/Schemas/User",
                "/ResourceTypes/Group",
                "/ResourceTypes/Users",
                "/ServiceProviderConfig/x",
                "/ServiceProviderConfigs"
            })
    void knowsNothingElse(String path) {
        assertRefused(CLIENT.get(path), 404, "");
    }

    /** RFC 7644 section 4: "if a filter is provided, the service provider SHOULD respond with 403". */
    @ParameterizedTest
    @ValueSource(
            strings = {"/Schemas", "/ResourceTypes", "/ServiceProviderConfig", "/ResourceTypes/User", "/Schemas/" + CORE
            })
    void refusesToFilter(String path) {
        assertRefused(CLIENT.get(path + "?filter=id+pr"), 403, "");
        assertRefused(CLIENT.get(path + "?FILTER=id+pr"), 403, "");
    }

    /** RFC 7644 section 4: other query parameters "SHALL be ignored". */
    @ParameterizedTest
    @ValueSource(strings = {"/Schemas", "/ResourceTypes", "/ServiceProviderConfig"})
    void ignoresEveryOtherParameter(String path) {
        String all = "?startIndex=2&count=1&sortBy=name&sortOrder=x&attributes=name&excludedAttributes=id&cursor=x";
        assertThat(assertOk(CLIENT.get(path + all))).isEqualTo(CLIENT.get(path).json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Schemas", "/ResourceTypes", "/ServiceProviderConfig", "/Schemas/" + CORE})
    void letsNobodyChangeIt(String path) {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE"}) {
            assertRefused(CLIENT.send(method, path, "{}"), 405, "");
        }
    }

    /** Identity providers ask for groups by habit. */
    @Test
    void hasNoGroups() {
        assertThat(assertList("/Groups").path("Resources")).isEmpty();
        assertThat(assertOk(
                                CLIENT.get(
                                        "/Groups?startIndex=1&count=100&excludedAttributes=members&filter=displayName+eq+%22x%22"))
                        .path("totalResults")
                        .asInt())
                .isZero();
        assertThat(ids(CLIENT.get("/Schemas").json())).noneMatch(urn -> urn.endsWith(":Group"));
    }
}
