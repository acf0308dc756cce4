package io.rollcall.server.activity;

import java.util.Arrays;
import java.util.Optional;

/** What happened. */
public enum ActivityKind {
    USER_CREATED("user.created"),
    USER_CHANGED("user.changed"),
    USER_DEACTIVATED("user.deactivated"),
    USER_REACTIVATED("user.reactivated"),
    USER_DELETED("user.deleted"),
    /** Says no more of the user than the id, and neither do the entries before it. */
    USER_ERASED("user.erased"),
    ROLE_ADDED("role.added"),
    ROLE_CHANGED("role.changed"),
    ROLE_RETIRED("role.retired"),
    ROLE_REINSTATED("role.reinstated"),
    ROLE_DELETED("role.deleted"),
    TOKEN_ISSUED("token.issued"),
    TOKEN_ROTATED("token.rotated"),
    /** The token that replaces it has been used, so its own end is set. */
    TOKEN_SUPERSEDED("token.superseded"),
    TOKEN_REVOKED("token.revoked"),
    ADMIN_KEY_CREATED("admin-key.created"),
    ADMIN_KEY_ROTATED("admin-key.rotated"),
    /** The key that replaces it has been used, so its own end is set. */
    ADMIN_KEY_SUPERSEDED("admin-key.superseded"),
    ADMIN_KEY_REVOKED("admin-key.revoked"),
    ADMINISTRATOR_ADDED("administrator.added"),
    ADMINISTRATOR_SIGNED_IN("administrator.signed-in"),
    ADMINISTRATOR_PASSWORD_CHANGED("administrator.password-changed"),
    ADMINISTRATOR_PASSWORD_RESET("administrator.password-reset"),
    ADMINISTRATOR_REMOVED("administrator.removed"),
    ORGANIZATION_CREATED("organization.created"),
    ORGANIZATION_CHANGED("organization.changed"),
    ORGANIZATION_RENAMED("organization.renamed"),
    ORGANIZATION_SUSPENDED("organization.suspended"),
    ORGANIZATION_RESUMED("organization.resumed"),
    /** Seen only until the deletion is done. */
    ORGANIZATION_DELETING("organization.deleting"),
    REQUEST_REFUSED("request.refused");

    private final String label;

    ActivityKind(String label) {
        this.label = label;
    }

    /** As it is stored, and shown to machines. */
    public String label() {
        return label;
    }

    /** The kind of that label, or empty. */
    public static Optional<ActivityKind> of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
