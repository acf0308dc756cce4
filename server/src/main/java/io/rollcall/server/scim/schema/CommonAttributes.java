package io.rollcall.server.scim.schema;

import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributeDefinition.Returned;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.schema.AttributeDefinition.Uniqueness;
import java.util.List;

/** Common attributes of every resource, which no schema lists (RFC 7643 sections 3 and 3.1). */
public final class CommonAttributes {
    private CommonAttributes() {}

    /** Returns {@code schemas}, {@code id}, {@code externalId} and {@code meta}. */
    public static Attributes definitions() {
        return Attributes.of(List.of(
                new AttributeDefinition(
                        "schemas",
                        Type.REFERENCE,
                        true,
                        "The URNs of the schemas in the resource.",
                        true,
                        List.of(),
                        true,
                        Mutability.READ_WRITE,
                        Returned.ALWAYS,
                        Uniqueness.NONE,
                        List.of("uri"),
                        Attributes.none()),
                text("id", Mutability.READ_ONLY, Returned.ALWAYS, Uniqueness.SERVER),
                text("externalId", Mutability.READ_WRITE, Returned.DEFAULT, Uniqueness.NONE),
                meta()));
    }

    private static AttributeDefinition meta() {
        return AttributeDefinition.simple("meta", Type.COMPLEX, "What the server records about the resource.")
                .with(Mutability.READ_ONLY)
                .with(Attributes.of(List.of(
                        text("resourceType", Mutability.READ_ONLY, Returned.DEFAULT, Uniqueness.NONE),
                        instant("created"),
                        instant("lastModified"),
                        AttributeDefinition.simple("location", Type.REFERENCE, "The resource's own address.")
                                .with(Type.REFERENCE, true, List.of("uri"))
                                .with(Mutability.READ_ONLY),
                        text("version", Mutability.READ_ONLY, Returned.DEFAULT, Uniqueness.NONE))));
    }

    private static AttributeDefinition instant(String name) {
        return AttributeDefinition.simple(name, Type.DATE_TIME, "").with(Mutability.READ_ONLY);
    }

    private static AttributeDefinition text(
            String name, Mutability mutability, Returned returned, Uniqueness uniqueness) {
        return new AttributeDefinition(
                name,
                Type.STRING,
                false,
                "",
                false,
                List.of(),
                true,
                mutability,
                returned,
                uniqueness,
                List.of(),
                Attributes.none());
    }
}
