package io.rollcall.server.scim.schema;

import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributeDefinition.Returned;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.schema.AttributeDefinition.Uniqueness;
import java.util.List;

/** Schema of the Role resource, as Okta defines it for the discovery of assignable roles; all attributes are readOnly. */
public final class RoleSchema {
    /** Okta looks for resource types of this schema. */
    public static final String URN = "urn:okta:scim:schemas:core:1.0:Role";

    private static final SchemaDefinition DEFINITION = new SchemaDefinition(
            URN,
            "Role",
            "A role that users may have; its id is the value of the User's role attribute.",
            Attributes.of(List.of(
                    text("displayName", "The role's name for people.", true),
                    text("description", "Whether the role is for people, for groups, or for both.", false))));

    private RoleSchema() {}

    public static SchemaDefinition definition() {
        return DEFINITION;
    }

    /** Returns the schemas of a Role, which has no extensions. */
    public static UserSchemas schemas() {
        return new UserSchemas(DEFINITION, List.of(), CommonAttributes.definitions());
    }

    private static AttributeDefinition text(String name, String description, boolean required) {
        return new AttributeDefinition(
                name,
                Type.STRING,
                false,
                description,
                required,
                List.of(),
                true,
                Mutability.READ_ONLY,
                Returned.DEFAULT,
                Uniqueness.NONE,
                List.of(),
                Attributes.none());
    }
}
