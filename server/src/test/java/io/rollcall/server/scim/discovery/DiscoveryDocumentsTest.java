package io.rollcall.server.scim.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.discovery.Capabilities.Bulk;
import io.rollcall.server.scim.discovery.Capabilities.Filter;
import io.rollcall.server.scim.discovery.Capabilities.Pagination;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.TestSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Discovery says what RFC 7643 sections 5 to 8.7 and RFC 9865 section 4 want said, for one organization. */
class DiscoveryDocumentsTest {
    private static final String BASE = "https://acme.example/scim";
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final UserSchemas schemas = TestSchemas.user();
    private final Capabilities capabilities = new Capabilities(
            true,
            new Bulk(false, 0, 0),
            new Filter(true, 1000),
            false,
            true,
            true,
            new Pagination(true, true, Pagination.Method.INDEX, 100, 1000, Optional.of(Duration.ofHours(1))),
            Optional.of("https://acme.example/guide"));
    private final DiscoveryDocuments documents = documents(List.of("owner", "guest"), BASE);

    @Test
    void saysWhatTheServerCanDo() {
        assertThat(json(serviceProviderConfig())).isEqualTo(json("""
                                {
                                  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
                                  "documentationUri": "https://acme.example/guide",
                                  "patch": {"supported": true},
                                  "bulk": {"supported": false, "maxOperations": 0, "maxPayloadSize": 0},
                                  "filter": {"supported": true, "maxResults": 1000},
                                  "changePassword": {"supported": false},
                                  "sort": {"supported": true},
                                  "etag": {"supported": true},
                                  "pagination": {
                                    "cursor": true, "index": true, "defaultPaginationMethod": "index",
                                    "defaultPageSize": 100, "maxPageSize": 1000, "cursorTimeout": 3600
                                  },
                                  "securityEvents": {
                                    "asyncRequest": "none", "eventUris": ["urn:ietf:params:scim:event:prov:delete"]
                                  },
                                  "authenticationSchemes": [{
                                    "type": "oauthbearertoken",
                                    "name": "OAuth Bearer Token",
                                    "description": "The organization's SCIM token in the header Authorization: Bearer <token>.",
                                    "specUri": "https://www.rfc-editor.org/info/rfc6750",
                                    "primary": true
                                  }],
                                  "meta": {
                                    "resourceType": "ServiceProviderConfig",
                                    "location": "https://acme.example/scim/ServiceProviderConfig"
                                  }
                                }"""));
    }

    @Test
    void describesTheUserAsAResourceType() {
        JsonNode user = json(documents.resourceType("user").orElseThrow());

        assertThat(user).isEqualTo(json("""
                                {
                                  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
                                  "id": "User",
                                  "name": "User",
                                  "endpoint": "/Users",
                                  "description": "A person's account in the product.",
                                  "schema": "%s",
                                  "schemaExtensions": [
                                    {"schema": "%s", "required": false},
                                    {"schema": "%s", "required": false}
                                  ],
                                  "meta": {
                                    "resourceType": "ResourceType",
                                    "location": "https://acme.example/scim/ResourceTypes/User"
                                  }
                                }""".formatted(CORE, ENTERPRISE, RoleAttribute.EXTENSION_URN)));
        assertThat(json(documents.resourceTypes()).at("/Resources/0")).isEqualTo(user);
    }

    /** The form in which Okta discovers what may be assigned. */
    @Test
    void describesTheRoleAsAResourceTypeOfOktasSchema() {
        JsonNode role = json(documents.resourceType("Role").orElseThrow());

        assertThat(role).isEqualTo(json("""
                                {
                                  "schemas": ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
                                  "id": "Role",
                                  "name": "Role",
                                  "endpoint": "/Roles",
                                  "description": "A role that users may have; its id is the value of the User's role attribute.",
                                  "schema": "urn:okta:scim:schemas:core:1.0:Role",
                                  "meta": {
                                    "resourceType": "ResourceType",
                                    "location": "https://acme.example/scim/ResourceTypes/Role"
                                  }
                                }"""));
        assertThat(json(documents.resourceTypes()).at("/Resources/1")).isEqualTo(role);
        assertThat(attribute("urn:okta:scim:schemas:core:1.0:Role", "displayName")
                        .get("mutability")
                        .asText())
                .isEqualTo("readOnly");
    }

    @Test
    void findsEachListedSchemaByItsUrnInAnyCase() {
        JsonNode list = json(documents.schemas());

        assertThat(list.get("totalResults").asInt()).isEqualTo(4);
        assertThat(list.get("Resources")).allSatisfy(schema -> {
            String urn = schema.get("id").asText();
            assertThat(json(documents.schema(urn.toLowerCase(Locale.ROOT)).orElseThrow()))
                    .isEqualTo(schema);
            assertThat(schema.at("/meta/location").asText()).isEqualTo(BASE + "/Schemas/" + urn);
        });
        assertThat(documents.schema("urn:example:none")).isEmpty();
        assertThat(documents.resourceType("Group")).isEmpty();
    }

    @Test
    void startsASchemaWithWhatItIs() {
        assertThat(json(documents.schema(ENTERPRISE).orElseThrow()).fieldNames())
                .toIterable()
                .containsExactly("schemas", "id", "name", "description", "attributes", "meta");
        assertThat(json(documents.schema(ENTERPRISE).orElseThrow()).get("schemas"))
                .hasToString("[\"urn:ietf:params:scim:schemas:core:2.0:Schema\"]");
    }

    @Test
    void saysEveryCharacteristicOfAnAttribute() {
        assertThat(attribute(CORE, "userName")).isEqualTo(json("""
                                {
                                  "name": "userName", "type": "string", "multiValued": false,
                                  "description": "The name that the user signs in with. No two users of an organization share it, in whatever case it is written.",
                                  "required": true, "caseExact": false, "mutability": "readWrite",
                                  "returned": "default", "uniqueness": "server"
                                }"""));
    }

    @Test
    void saysWhatAComplexAttributeIsMadeOfAndWhatAReferenceRefersTo() {
        JsonNode manager = attribute(ENTERPRISE, "manager");

        assertThat(manager.get("type").asText()).isEqualTo("complex");
        assertThat(manager.get("subAttributes"))
                .extracting(sub -> sub.get("name").asText())
                .containsExactly("value", "$ref", "displayName");
        assertThat(manager.at("/subAttributes/1/referenceTypes")).hasToString("[\"User\"]");
        assertThat(manager.at("/subAttributes/0").has("referenceTypes")).isFalse();
        assertThat(manager.at("/subAttributes/2/mutability").asText()).isEqualTo("readOnly");
    }

    @Test
    void listsCanonicalValuesInTheirOrder() {
        assertThat(attribute(CORE, "phoneNumbers").at("/subAttributes/2/canonicalValues"))
                .hasToString("[\"work\",\"home\",\"mobile\",\"fax\",\"pager\",\"other\"]");
        assertThat(attribute(CORE, "title").has("canonicalValues")).isFalse();
    }

    @Test
    void offersTheOrganizationsRolesAtBothPlaces() {
        assertThat(attribute(CORE, RoleAttribute.DEFAULT_NAME).get("canonicalValues"))
                .hasToString("[\"owner\",\"guest\"]");
        assertThat(attribute(RoleAttribute.EXTENSION_URN, RoleAttribute.DEFAULT_NAME)
                        .get("canonicalValues"))
                .hasToString("[\"owner\",\"guest\"]");
        assertThat(attribute(RoleAttribute.EXTENSION_URN, RoleAttribute.DEFAULT_NAME)
                        .get("returned")
                        .asText())
                .isEqualTo("request");
    }

    @Test
    void writesNoNullsAnywhere() {
        assertThat(List.of(documents.schemas(), documents.resourceTypes(), serviceProviderConfig()))
                .allSatisfy(document -> assertThat(new String(document.json(), StandardCharsets.UTF_8))
                        .doesNotContain("null"));
    }

    @Test
    void changesTheEtagExactlyWhenTheDocumentChanges() {
        assertThat(documents.schemas().etag()).matches("W/\"[0-9a-f]{32}\"");
        assertThat(documents(List.of("owner", "guest"), BASE).schemas().etag())
                .isEqualTo(documents.schemas().etag());
        assertThat(documents(List.of("owner"), BASE).schemas().etag())
                .isNotEqualTo(documents.schemas().etag());
        assertThat(serviceProviderConfig().etag())
                .isEqualTo(serviceProviderConfig().etag());
    }

    private DiscoveryDocument serviceProviderConfig() {
        return DiscoveryDocuments.serviceProviderConfig(
                capabilities, List.of("urn:ietf:params:scim:event:prov:delete"), BASE);
    }

    private DiscoveryDocuments documents(List<String> roleValues, String baseUrl) {
        return DiscoveryDocuments.of(schemas, roleValues, baseUrl, false);
    }

    private JsonNode attribute(String urn, String name) {
        JsonNode attributes = json(documents.schema(urn).orElseThrow()).get("attributes");
        return StreamSupport.stream(attributes.spliterator(), false)
                .filter(attribute -> attribute.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode json(DiscoveryDocument document) {
        return json(new String(document.json(), StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
