package io.rollcall.server.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributeDefinition.Returned;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.scimple.TestSchemas;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Names become attributes as RFC 7644 section 3.10 says, with the characteristics of RFC 7643. */
class UserSchemasTest {
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final UserSchemas schemas = TestSchemas.user();

    @Test
    void findsAttributesInAnyCase() {
        assertThat(schemas.resolve("USERNAME")).map(AttributePath::toString).contains("userName");
        assertThat(schemas.resolve("Name.FAMILYname"))
                .map(AttributePath::toString)
                .contains("name.familyName");
    }

    @Test
    void findsAttributesBehindTheirSchemasUrn() {
        assertThat(schemas.resolve(CORE + ":emails.value"))
                .map(AttributePath::toString)
                .contains("emails.value");
        assertThat(schemas.resolve(ENTERPRISE.toUpperCase() + ":manager.displayName"))
                .map(AttributePath::members)
                .hasValueSatisfying(
                        members -> assertThat(members).containsExactly(ENTERPRISE, "manager", "displayName"));
    }

    @Test
    void knowsTheCommonAttributesAtTheTopLevelOnly() {
        assertThat(schemas.resolve("meta.lastModified"))
                .map(AttributePath::leaf)
                .map(AttributeDefinition::type)
                .contains(Type.DATE_TIME);
        assertThat(schemas.resolve(ENTERPRISE + ":id")).isEmpty();
        assertThat(schemas.core().attribute("id")).isEmpty();
    }

    @Test
    void findsAnAttributeOfOneExtensionWithoutItsUrn() {
        for (String name : List.of("manager", "MANAGER.value", "department", "employeeNumber", "manager.$ref")) {
            assertThat(schemas.resolve(name)).as(name).isEqualTo(schemas.resolve(ENTERPRISE + ":" + name));
            assertThat(schemas.resolve(name)).as(name).isPresent();
        }
    }

    @Test
    void prefersTheCoreAttributeAndRefusesToGuessBetweenExtensions() {
        SchemaDefinition enterprise = schemas.extension(ENTERPRISE).orElseThrow();
        SchemaDefinition other = new SchemaDefinition(
                "urn:example:User",
                "Other",
                "",
                Attributes.of(List.of(
                        AttributeDefinition.simple("department", Type.STRING, ""),
                        AttributeDefinition.simple("title", Type.STRING, ""))));
        UserSchemas both = new UserSchemas(schemas.core(), List.of(enterprise, other), schemas.common());
        assertThat(both.resolve("title").orElseThrow().extension()).isEmpty();
        assertThat(both.resolve("department")).isEmpty();
        assertThat(both.unknown("department")).startsWith("Several schemas");
        assertThat(both.resolve("manager")).isPresent();
    }

    @Test
    void readsADotBehindAUrnLikeTheColon() {
        for (String name : List.of("manager", "manager.value", "department")) {
            assertThat(schemas.resolve(ENTERPRISE + "." + name))
                    .as(name)
                    .isEqualTo(schemas.resolve(ENTERPRISE + ":" + name))
                    .isPresent();
        }
        assertThat(schemas.resolve(CORE.toLowerCase(Locale.ROOT) + ".name.givenName"))
                .isEqualTo(schemas.resolve("name.givenName"))
                .isPresent();
    }

    @Test
    void knowsNothingOfUnknownNames() {
        assertThat(schemas.resolve("department.value")).isEmpty();
        assertThat(schemas.resolve(CORE + ":department")).isEmpty();
        assertThat(schemas.resolve(CORE + ".")).isEmpty();
        assertThat(schemas.resolve(ENTERPRISE + "x.manager")).isEmpty();
        assertThat(schemas.resolve("name.unknown")).isEmpty();
        assertThat(schemas.resolve("urn:example:none:userName")).isEmpty();
        assertThat(schemas.resolve("")).isEmpty();
    }

    @Test
    void carriesTheRoleAtTheTopLevelAndInItsExtension() {
        assertThat(schemas.resolve(RoleAttribute.DEFAULT_NAME))
                .map(AttributePath::leaf)
                .map(AttributeDefinition::returned)
                .contains(Returned.DEFAULT);
        assertThat(schemas.resolve(RoleAttribute.EXTENSION_URN + ":" + RoleAttribute.DEFAULT_NAME))
                .map(AttributePath::leaf)
                .map(AttributeDefinition::returned)
                .contains(Returned.REQUEST);
    }

    @Test
    void correctsWhatScimpleSaysDifferentlyFromRfc7643() {
        assertThat(schemas.core().attribute("groups").orElseThrow().mutability())
                .isEqualTo(Mutability.READ_ONLY);
        assertThat(schemas.core().attribute("password").orElseThrow().mutability())
                .isEqualTo(Mutability.WRITE_ONLY);
        assertThat(schemas.resolve("x509Certificates.value")
                        .orElseThrow()
                        .leaf()
                        .type())
                .isEqualTo(Type.BINARY);
    }
}
