package io.rollcall.server.scim.scimple;

import io.rollcall.extensions.RoleAttribute;
import io.rollcall.server.scim.schema.AttributeDefinition;
import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.schema.Attributes;
import io.rollcall.server.scim.schema.CommonAttributes;
import io.rollcall.server.scim.schema.SchemaDefinition;
import io.rollcall.server.scim.schema.UserSchemas;
import java.util.List;
import java.util.stream.Stream;

/** The User's schemas as the server registers them, for tests that need no server. */
public final class TestSchemas {
    private TestSchemas() {}

    public static UserSchemas user() {
        return new ScimpleRegistry(RoleAttribute.DEFAULT_NAME).schemas();
    }

    /** The User's schemas with one more attribute in the core, for characteristics that no attribute of the RFC has. */
    public static UserSchemas withCore(AttributeDefinition attribute) {
        UserSchemas user = user();
        Attributes more = Attributes.of(Stream.concat(user.core().attributes().stream(), Stream.of(attribute))
                .toList());
        return new UserSchemas(user.core().with(more), user.extensions(), user.common());
    }

    /** A made schema with an immutable attribute and sub-attribute. */
    public static UserSchemas withImmutableBadge() {
        AttributeDefinition floor =
                AttributeDefinition.simple("floor", Type.STRING, "").with(Mutability.IMMUTABLE);
        AttributeDefinition desk = AttributeDefinition.simple("desk", Type.COMPLEX, "")
                .with(Attributes.of(List.of(floor, AttributeDefinition.simple("colour", Type.STRING, ""))));
        AttributeDefinition badge =
                AttributeDefinition.simple("badge", Type.STRING, "").with(Mutability.IMMUTABLE);
        SchemaDefinition core = new SchemaDefinition(
                "urn:example:User",
                "User",
                "",
                Attributes.of(List.of(
                        AttributeDefinition.simple("active", Type.BOOLEAN, ""),
                        AttributeDefinition.simple("userName", Type.STRING, ""),
                        badge,
                        desk)));
        return new UserSchemas(core, List.of(), CommonAttributes.definitions());
    }
}
