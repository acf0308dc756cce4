package io.rollcall.server.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Kinds of events in the audit log. */
public enum AuditKind {
    ADMINISTRATOR_SIGNED_IN("administrator.signed-in"),
    /** A wrong password at a sign-in or password change. {@code more} in the detail counts attempts not recorded individually. */
    ADMINISTRATOR_SIGN_IN_FAILED("administrator.sign-in-failed"),
    ADMINISTRATOR_ADDED("administrator.added"),
    ADMINISTRATOR_PASSWORD_CHANGED("administrator.password-changed"),
    ADMINISTRATOR_PASSWORD_RESET("administrator.password-reset"),
    ADMINISTRATOR_REMOVED("administrator.removed"),
    OAUTH_CLIENT_CREATED("oauth-client.created"),
    /** The client, its secrets and its access tokens were revoked. */
    OAUTH_CLIENT_REVOKED("oauth-client.revoked"),
    CLIENT_SECRET_CREATED("client-secret.created"),
    CLIENT_SECRET_REVOKED("client-secret.revoked"),
    /** An OAuth client obtained a token for an hour or so. */
    ACCESS_TOKEN_ISSUED("access-token.issued"),
    ADMIN_KEY_CREATED("admin-key.created"),
    ADMIN_KEY_ROTATED("admin-key.rotated"),
    /** The key's successor was first used, which sets the expiry of the key. */
    ADMIN_KEY_SUPERSEDED("admin-key.superseded"),
    ADMIN_KEY_REVOKED("admin-key.revoked"),
    /** Requests used an expired or revoked key; the detail has their number. */
    ADMIN_KEY_REJECTED("admin-key.rejected"),
    TOKEN_ISSUED("token.issued"),
    TOKEN_ROTATED("token.rotated"),
    /** The token's successor was first used, which sets the expiry of the token. */
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
    /** The deletion is complete; the detail has the end of the organization's chain. */
    ORGANIZATION_DELETED("organization.deleted"),
    WEBHOOK_CREATED("webhook.created"),
    WEBHOOK_CHANGED("webhook.changed"),
    WEBHOOK_SECRET_ROTATED("webhook.secret-rotated"),
    /** Earlier events are sent again. */
    WEBHOOK_REPLAYED("webhook.replayed"),
    /** The server disabled it, since it failed for long or answered 410. */
    WEBHOOK_DISABLED("webhook.disabled"),
    WEBHOOK_DELETED("webhook.deleted"),
    /** An administrator acknowledged an alert of the console's overview. */
    ALERT_ACKNOWLEDGED("alert.acknowledged"),
    EVENT_STREAM_CREATED("event-stream.created"),
    EVENT_STREAM_CHANGED("event-stream.changed"),
    EVENT_STREAM_PAUSED("event-stream.paused"),
    EVENT_STREAM_DELETED("event-stream.deleted"),
    USERS_EXPORTED("users.exported"),
    GROUPS_EXPORTED("groups.exported"),
    USERS_IMPORTED("users.imported"),
    /** The subject is the user's id. */
    USER_ERASED("user.erased"),
    /** A key that all servers share, such as the cursor key, was replaced. */
    SHARED_KEY_ROTATED("shared-key.rotated"),
    /** A server started with settings that differ from its last start. */
    CONFIGURATION_CHANGED("configuration.changed"),
    /** Log entries were removed because of their age; the detail has the cut-off time. */
    ENTRIES_PRUNED("entries.pruned"),
    /** Audit entries were exported, by a command or with an admin key. */
    AUDIT_EXPORTED("audit.exported"),
    /** Chains were verified; the outcome is failed if one is broken. */
    AUDIT_VERIFIED("audit.verified"),
    /** An unrecognised kind, of a newer server or an altered entry; never recorded. */
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
