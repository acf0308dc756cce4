package io.rollcall.server.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Kinds of events in the audit log. */
public enum AuditKind {
    ADMINISTRATOR_SIGNED_IN("administrator.signed-in"),
    /** A sign-in or a change of a password with a wrong password, or many of them: {@code more} in the detail counts these. */
    ADMINISTRATOR_SIGN_IN_FAILED("administrator.sign-in-failed"),
    ADMINISTRATOR_ADDED("administrator.added"),
    ADMINISTRATOR_PASSWORD_CHANGED("administrator.password-changed"),
    ADMINISTRATOR_PASSWORD_RESET("administrator.password-reset"),
    ADMINISTRATOR_REMOVED("administrator.removed"),
    ADMIN_KEY_CREATED("admin-key.created"),
    ADMIN_KEY_ROTATED("admin-key.rotated"),
    /** The key that replaces it has been used, so its own end is set. */
    ADMIN_KEY_SUPERSEDED("admin-key.superseded"),
    ADMIN_KEY_REVOKED("admin-key.revoked"),
    /** Requests came with a key that has ended; the detail has their number. */
    ADMIN_KEY_REJECTED("admin-key.rejected"),
    TOKEN_ISSUED("token.issued"),
    TOKEN_ROTATED("token.rotated"),
    /** The token that replaces it has been used, so its own end is set. */
    TOKEN_SUPERSEDED("token.superseded"),
    TOKEN_REVOKED("token.revoked"),
    ROLE_ADDED("role.added"),
    ROLE_CHANGED("role.changed"),
    ROLE_RETIRED("role.retired"),
    ROLE_REINSTATED("role.reinstated"),
    ROLE_DELETED("role.deleted"),
    ORGANIZATION_CREATED("organization.created"),
    ORGANIZATION_CHANGED("organization.changed"),
    ORGANIZATION_RENAMED("organization.renamed"),
    ORGANIZATION_SUSPENDED("organization.suspended"),
    ORGANIZATION_RESUMED("organization.resumed"),
    /** The deletion was requested; the detail has the end of the organization's chain. */
    ORGANIZATION_DELETING("organization.deleting"),
    /** Nothing is left of the organization; the detail has the end of its chain. */
    ORGANIZATION_DELETED("organization.deleted"),
    /** An administrator acknowledged an alert of the console's overview. */
    ALERT_ACKNOWLEDGED("alert.acknowledged"),
    USERS_EXPORTED("users.exported"),
    USERS_IMPORTED("users.imported"),
    /** The subject is the user's id. */
    USER_ERASED("user.erased"),
    /** A key that all servers share, such as that of the cursors, was replaced. */
    SHARED_KEY_ROTATED("shared-key.rotated"),
    /** A server started with settings that differ from its last start. */
    CONFIGURATION_CHANGED("configuration.changed"),
    /** Entries of the logs were removed because of their age; the detail says up to which time. */
    ENTRIES_PRUNED("entries.pruned"),
    /** Entries of the audit log were read out, by a command or with an admin key. */
    AUDIT_EXPORTED("audit.exported"),
    /** Chains were verified; the outcome is failed if one is broken. */
    AUDIT_VERIFIED("audit.verified"),
    /** A kind that this server does not know: the entry is of a newer server, or was altered. It is never recorded. */
    UNKNOWN("unknown");

    private final String label;

    AuditKind(String label) {
        this.label = label;
    }

    /** Returns the kind's name in the database and in JSON. */
    public String label() {
        return label;
    }

    /** Returns the kind with that label, or empty. */
    public static Optional<AuditKind> of(String label) {
        return known().filter(kind -> kind.label.equals(label)).findFirst();
    }

    /** Returns the kinds that are recorded. */
    public static Stream<AuditKind> known() {
        return Arrays.stream(values()).filter(kind -> kind != UNKNOWN);
    }
}
