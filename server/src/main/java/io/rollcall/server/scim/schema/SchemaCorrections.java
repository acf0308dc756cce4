package io.rollcall.server.scim.schema;

import static java.util.Map.entry;

import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Where SCIMple 1.0.0-M1's annotations differ from RFC 7643 sections 4.1, 4.3 and 8.7.1: one line a difference. */
final class SchemaCorrections {
    private static final Map<String, UnaryOperator<AttributeDefinition>> BY_PATH = Map.ofEntries(
            entry("groups", attribute -> attribute.with(Mutability.READ_ONLY)),
            entry("groups.$ref", attribute -> attribute.with(Type.REFERENCE, true, List.of("User", "Group"))),
            entry("groups.type", attribute -> attribute.with(Type.STRING, false, List.of())),
            entry("password", attribute -> attribute.with(Mutability.WRITE_ONLY)),
            entry("profileUrl", attribute -> attribute.with(Type.REFERENCE, true, List.of("external"))),
            entry("photos.value", attribute -> attribute.with(Type.REFERENCE, true, List.of("external"))),
            entry("x509Certificates.value", attribute -> attribute.with(Type.BINARY, true, List.of())),
            entry("manager.value", attribute -> attribute.with(Type.STRING, true, List.of())),
            entry("manager.$ref", attribute -> attribute.with(Type.REFERENCE, true, List.of("User"))));

    private SchemaCorrections() {}

    static SchemaDefinition apply(SchemaDefinition schema) {
        return schema.with(schema.attributes().map(attribute -> correct(attribute.name(), attribute)
                .with(attribute.subAttributes().map(sub -> correct(attribute.name() + "." + sub.name(), sub)))));
    }

    private static AttributeDefinition correct(String path, AttributeDefinition attribute) {
        return BY_PATH.getOrDefault(path, UnaryOperator.identity()).apply(attribute);
    }
}
