package io.rollcall.server.scim.scimple;

import static java.util.Map.entry;

import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.schema.SchemaDefinition;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Corrections of SCIMple 1.0.0-M1's annotations to RFC 7643 sections 4.1, 4.3 and 8.7.1, one line for each. References,
 * binaries and ids are case exact, as in sections 2.3.6, 2.3.7 and 3.1, though section 8.7.1 differs.
 */
final class SchemaCorrections {
    private static final Map<String, UnaryOperator<AttributeDefinition>> BY_PATH = Map.ofEntries(
            entry("groups", attribute -> attribute.with(Mutability.READ_ONLY)),
            entry("groups.value", attribute -> attribute.with(Type.STRING, true, List.of())),
            entry("groups.$ref", attribute -> attribute.with(Type.REFERENCE, true, List.of("User", "Group"))),
            entry("groups.type", attribute -> attribute.with(Type.STRING, false, List.of())),
            entry("password", attribute -> attribute.with(Mutability.WRITE_ONLY)),
            entry("profileUrl", attribute -> attribute.with(Type.REFERENCE, true, List.of("external"))),
            entry("photos.value", attribute -> attribute.with(Type.REFERENCE, true, List.of("external"))),
            entry("x509Certificates.value", attribute -> attribute.with(Type.BINARY, true, List.of())),
            entry("manager.value", attribute -> attribute.with(Type.STRING, true, List.of())),
            entry("manager.$ref", attribute -> attribute.with(Type.REFERENCE, true, List.of("User"))),
            entry("emails.type", suggesting("work", "home", "other")),
            entry("phoneNumbers.type", suggesting("work", "home", "mobile", "fax", "pager", "other")),
            entry("ims.type", suggesting("aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo")),
            entry("photos.type", suggesting("photo", "thumbnail")),
            entry("addresses.type", suggesting("work", "home", "other")));

    private SchemaCorrections() {}

    static SchemaDefinition apply(SchemaDefinition schema) {
        return schema.with(schema.attributes().map(attribute -> correct(attribute.name(), attribute)
                .with(attribute.subAttributes().map(sub -> correct(attribute.name() + "." + sub.name(), sub)))));
    }

    private static UnaryOperator<AttributeDefinition> suggesting(String... values) {
        return attribute -> attribute.withCanonicalValues(List.of(values));
    }

    private static AttributeDefinition correct(String path, AttributeDefinition attribute) {
        return BY_PATH.getOrDefault(path, UnaryOperator.identity()).apply(attribute);
    }
}
