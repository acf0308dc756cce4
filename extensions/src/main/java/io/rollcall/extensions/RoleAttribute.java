package io.rollcall.extensions;

import java.util.List;

/** The names under which a user's role appears in SCIM, each written down once. */
public final class RoleAttribute {
    /** The attribute's name, at the top level of the User and inside {@link RoleExtension}. */
    public static final String NAME = "jotform_user_role";

    /** The URN of {@link RoleExtension}. */
    public static final String EXTENSION_URN = "urn:rollcall:params:scim:schemas:extension:role:2.0:User";

    /** Description of the attribute in {@code /Schemas}. */
    public static final String DESCRIPTION = "The user's role in the product: one of the organization's personal roles,"
            + " or a group role for people who come through an assigned group.";

    /** Values for people that a new organization starts with. */
    public static final List<String> PERSONAL_VALUES = List.of("admin", "user", "creator", "data_viewer");

    /** Values for group assignments that a new organization starts with. */
    public static final List<String> GROUP_VALUES = List.of("group_admin", "group_member");

    private RoleAttribute() {}
}
