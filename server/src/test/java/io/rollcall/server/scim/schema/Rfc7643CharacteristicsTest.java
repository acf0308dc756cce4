package io.rollcall.server.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.schema.AttributeDefinition.Returned;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.schema.AttributeDefinition.Uniqueness;
import io.rollcall.server.scim.scimple.TestSchemas;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every attribute of the User and its enterprise extension has the characteristics of RFC 7643 section 8.7.1, in its
 * order. A line says name, type ({@code []} for multi-valued), mutability and, in braces, the canonical values or what a
 * reference refers to. Three differences are meant: references, binaries and ids are case exact (sections 2.3.6, 2.3.7
 * and 3.1), and addresses have {@code primary} and {@code display} as other multi-valued attributes do (section 2.4; the
 * example of section 8.2 uses {@code primary}).
 */
class Rfc7643CharacteristicsTest {
    private static final String CORE = """
            userName string readWrite
            name complex readWrite
            name.formatted string readWrite
            name.familyName string readWrite
            name.givenName string readWrite
            name.middleName string readWrite
            name.honorificPrefix string readWrite
            name.honorificSuffix string readWrite
            displayName string readWrite
            nickName string readWrite
            profileUrl reference readWrite {external}
            title string readWrite
            userType string readWrite
            preferredLanguage string readWrite
            locale string readWrite
            timezone string readWrite
            active boolean readWrite
            password string writeOnly
            emails complex[] readWrite
            emails.value string readWrite
            emails.display string readWrite
            emails.type string readWrite {work, home, other}
            emails.primary boolean readWrite
            phoneNumbers complex[] readWrite
            phoneNumbers.value string readWrite
            phoneNumbers.display string readWrite
            phoneNumbers.type string readWrite {work, home, mobile, fax, pager, other}
            phoneNumbers.primary boolean readWrite
            ims complex[] readWrite
            ims.value string readWrite
            ims.display string readWrite
            ims.type string readWrite {aim, gtalk, icq, xmpp, msn, skype, qq, yahoo}
            ims.primary boolean readWrite
            photos complex[] readWrite
            photos.value reference readWrite {external}
            photos.display string readWrite
            photos.type string readWrite {photo, thumbnail}
            photos.primary boolean readWrite
            addresses complex[] readWrite
            addresses.formatted string readWrite
            addresses.streetAddress string readWrite
            addresses.locality string readWrite
            addresses.region string readWrite
            addresses.postalCode string readWrite
            addresses.country string readWrite
            addresses.type string readWrite {work, home, other}
            addresses.primary boolean readWrite
            addresses.display string readWrite
            groups complex[] readOnly
            groups.value string readOnly
            groups.$ref reference readOnly {User, Group}
            groups.display string readOnly
            groups.type string readOnly {direct, indirect}
            entitlements complex[] readWrite
            entitlements.value string readWrite
            entitlements.display string readWrite
            entitlements.type string readWrite
            entitlements.primary boolean readWrite
            roles complex[] readWrite
            roles.value string readWrite
            roles.display string readWrite
            roles.type string readWrite
            roles.primary boolean readWrite
            x509Certificates complex[] readWrite
            x509Certificates.value binary readWrite
            x509Certificates.display string readWrite
            x509Certificates.type string readWrite
            x509Certificates.primary boolean readWrite
            """;

    private static final String ENTERPRISE = """
            employeeNumber string readWrite
            costCenter string readWrite
            organization string readWrite
            division string readWrite
            department string readWrite
            manager complex readWrite
            manager.value string readWrite
            manager.$ref reference readWrite {User}
            manager.displayName string readOnly
            """;

    private final UserSchemas schemas = TestSchemas.user();
    private final SchemaDefinition enterprise = schemas.extension(
                    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")
            .orElseThrow();

    @Test
    void describesEveryCoreAttributeAsTheRfcDoes() {
        assertThat(paths(schemas.core()).filter(path -> !isRole(path)).map(Rfc7643CharacteristicsTest::line))
                .containsExactlyElementsOf(CORE.lines().toList());
    }

    @Test
    void describesEveryEnterpriseAttributeAsTheRfcDoes() {
        assertThat(enterprise.name()).isEqualTo("EnterpriseUser");
        assertThat(paths(enterprise).map(Rfc7643CharacteristicsTest::line))
                .containsExactlyElementsOf(ENTERPRISE.lines().toList());
    }

    @Test
    void requiresOnlyTheUserNameWhichIsUniqueOnTheServer() {
        assertThat(all().filter(path -> path.leaf().required())).hasToString("[userName]");
        assertThat(all().filter(path -> path.leaf().uniqueness() == Uniqueness.SERVER))
                .hasToString("[userName]");
        assertThat(all().filter(path -> path.leaf().uniqueness() == Uniqueness.GLOBAL))
                .isEmpty();
    }

    @Test
    void neverReturnsThePasswordAndReturnsTheRestByDefault() {
        assertThat(all().filter(path -> path.leaf().returned() != Returned.DEFAULT))
                .hasToString("[password]");
        assertThat(schemas.core().attribute("password").orElseThrow().returned())
                .isEqualTo(Returned.NEVER);
    }

    @Test
    void comparesOnlyReferencesBinariesAndIdsExactly() {
        assertThat(all().filter(path -> path.leaf().caseExact()).filter(path -> !isReferenceOrBinary(path)))
                .map(AttributePath::toString)
                .containsExactly("groups.value", "manager.value");
        assertThat(all().filter(Rfc7643CharacteristicsTest::isReferenceOrBinary))
                .allMatch(path -> path.leaf().caseExact());
    }

    @Test
    void tellsPeopleWhatEveryAttributeIsFor() {
        assertThat(schemas.all().flatMap(Rfc7643CharacteristicsTest::paths))
                .allSatisfy(path -> assertThat(path.leaf().description()).endsWith("."));
        assertThat(schemas.core().description()).endsWith(".");
        assertThat(enterprise.description()).endsWith(".");
    }

    private Stream<AttributePath> all() {
        return Stream.of(schemas.core(), enterprise)
                .flatMap(Rfc7643CharacteristicsTest::paths)
                .filter(path -> !isRole(path));
    }

    private static Stream<AttributePath> paths(SchemaDefinition schema) {
        return schema.attributes().stream()
                .flatMap(attribute -> Stream.concat(
                        Stream.of(new AttributePath(Optional.empty(), attribute, Optional.empty())),
                        attribute.subAttributes().stream()
                                .map(sub -> new AttributePath(Optional.empty(), attribute, Optional.of(sub)))));
    }

    private static boolean isRole(AttributePath path) {
        return path.attribute().name().equals(RoleAttribute.DEFAULT_NAME);
    }

    private static boolean isReferenceOrBinary(AttributePath path) {
        return path.leaf().type() == Type.REFERENCE || path.leaf().type() == Type.BINARY;
    }

    private static String line(AttributePath path) {
        AttributeDefinition leaf = path.leaf();
        List<String> values = leaf.type() == Type.REFERENCE ? leaf.referenceTypes() : leaf.canonicalValues();
        String mutability =
                switch (leaf.mutability()) {
                    case READ_ONLY -> "readOnly";
                    case READ_WRITE -> "readWrite";
                    case IMMUTABLE -> "immutable";
                    case WRITE_ONLY -> "writeOnly";
                };
        return path + " " + leaf.type().name().toLowerCase(Locale.ROOT) + (leaf.multiValued() ? "[]" : "")
                + " " + mutability
                + (values.isEmpty() ? "" : values.toString().replace("[", " {").replace("]", "}"));
    }
}
