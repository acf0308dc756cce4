package io.rollcall.server.roles;

import io.rollcall.server.config.Settings;
import java.util.regex.Pattern;

/**
 * Settings of roles.
 *
 * @param attribute the name of the SCIM attribute that carries a user's role
 */
public record RoleConfig(String attribute) {
    /** Configuration key of {@link #attribute}. */
    public static final String ATTRIBUTE = "scim.role-attribute";

    /** Attribute name of RFC 7643 section 2.1, short enough for logs and headings. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    public static RoleConfig read(Settings settings) {
        String name = settings.text(ATTRIBUTE);
        if (!NAME.matcher(name).matches()) {
            settings.problem(
                    ATTRIBUTE + " is '" + name + "', but must be an attribute name like jotform_user_role: a letter,"
                            + " then up to 63 letters, digits, '_' and '-'");
        }
        return new RoleConfig(name);
    }
}
