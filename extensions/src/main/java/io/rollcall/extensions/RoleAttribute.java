package io.rollcall.extensions;

/** Names of the user's role in SCIM. */
public final class RoleAttribute {
    /** The attribute's name at the top level of the User and inside {@link RoleExtension}, unless configured otherwise. */
    public static final String DEFAULT_NAME = "jotform_user_role";

    /** The URN of {@link RoleExtension}. */
    public static final String EXTENSION_URN = "urn:rollcall:params:scim:schemas:extension:role:2.0:User";

    /** The attribute's description in {@code /Schemas}. */
    public static final String DESCRIPTION = "The user's role in the product: one of the organization's personal roles,"
            + " or a group role for people who come through an assigned group.";

    private RoleAttribute() {}
}
