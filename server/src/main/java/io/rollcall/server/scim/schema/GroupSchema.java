package io.rollcall.server.scim.schema;

import io.rollcall.server.scim.schema.AttributeDefinition.Mutability;
import io.rollcall.server.scim.schema.AttributeDefinition.Returned;
import io.rollcall.server.scim.schema.AttributeDefinition.Type;
import io.rollcall.server.scim.schema.AttributeDefinition.Uniqueness;
import java.util.List;

/** Schema of the Group resource (RFC 7643 sections 4.2 and 8.7.1). Members are users: groups in groups are not supported. */
public final class GroupSchema {
    public static final String URN = "urn:ietf:params:scim:schemas:core:2.0:Group";

    /** Name of the attribute with the members. */
    public static final String MEMBERS = "members";

    /** The members' sub-attributes, in the order of a response. */
    public static final List<String> MEMBER_PARTS = List.of("value", "$ref", "display", "type");

    private static final SchemaDefinition DEFINITION =
            new SchemaDefinition(URN, "Group", "A group of users.", Attributes.of(List.of(displayName(), members())));

    private GroupSchema() {}

    public static SchemaDefinition definition() {
        return DEFINITION;
    }

    /** Returns the schemas of a Group, which has no extensions. */
    public static UserSchemas schemas() {
        return new UserSchemas(DEFINITION, List.of(), CommonAttributes.definitions());
    }

    private static AttributeDefinition displayName() {
        return new AttributeDefinition(
                "displayName",
                Type.STRING,
                false,
                "The name of the group, unique in the organization.",
                true,
                List.of(),
                false,
                Mutability.READ_WRITE,
                Returned.DEFAULT,
                Uniqueness.SERVER,
                List.of(),
                Attributes.none());
    }

    private static AttributeDefinition members() {
        return new AttributeDefinition(
                MEMBERS,
                Type.COMPLEX,
                true,
                "The users of the group.",
                false,
                List.of(),
                false,
                Mutability.READ_WRITE,
                Returned.DEFAULT,
                Uniqueness.NONE,
                List.of(),
                Attributes.of(List.of(
                        part("value", "The id of the user.").with(Type.STRING, true, List.of()),
                        part("$ref", "The address of the user.").with(Type.REFERENCE, true, List.of("User")),
                        part("display", "The userName of the user.").with(Mutability.READ_ONLY),
                        part("type", "The type of the member.").withCanonicalValues(List.of("User")))));
    }

    private static AttributeDefinition part(String name, String description) {
        return AttributeDefinition.simple(name, Type.STRING, description).with(Mutability.IMMUTABLE);
    }
}
