package io.rollcall.server.activity;

import io.rollcall.server.audit.AuditKind;
import java.util.Arrays;
import java.util.Optional;

/** Kind of an activity entry. */
public enum ActivityKind {
    USER_CREATED("user.created"),
    USER_CHANGED("user.changed"),
    USER_DEACTIVATED("user.deactivated"),
    USER_REACTIVATED("user.reactivated"),
    USER_DELETED("user.deleted"),
    /** This entry and all earlier ones keep only the id of the user. */
    USER_ERASED("user.erased", AuditKind.USER_ERASED),
    ROLE_ADDED("role.added", AuditKind.ROLE_ADDED),
    ROLE_CHANGED("role.changed", AuditKind.ROLE_CHANGED),
    ROLE_RETIRED("role.retired", AuditKind.ROLE_RETIRED),
    ROLE_REINSTATED("role.reinstated", AuditKind.ROLE_REINSTATED),
    ROLE_DELETED("role.deleted", AuditKind.ROLE_DELETED),
    GROUP_CREATED("group.created"),
    GROUP_CHANGED("group.changed"),
    GROUP_DELETED("group.deleted"),
    TOKEN_ISSUED("token.issued", AuditKind.TOKEN_ISSUED),
    TOKEN_ROTATED("token.rotated", AuditKind.TOKEN_ROTATED),
    /** The token's successor was first used, which sets the expiry of the token. */
    TOKEN_SUPERSEDED("token.superseded", AuditKind.TOKEN_SUPERSEDED),
    TOKEN_REVOKED("token.revoked", AuditKind.TOKEN_REVOKED),
    OAUTH_CLIENT_CREATED("oauth-client.created", AuditKind.OAUTH_CLIENT_CREATED),
    /** The client, its secrets and its access tokens were revoked. */
    OAUTH_CLIENT_REVOKED("oauth-client.revoked", AuditKind.OAUTH_CLIENT_REVOKED),
    CLIENT_SECRET_CREATED("client-secret.created", AuditKind.CLIENT_SECRET_CREATED),
    CLIENT_SECRET_REVOKED("client-secret.revoked", AuditKind.CLIENT_SECRET_REVOKED),
    /** An OAuth client obtained a token for an hour or so. */
    ACCESS_TOKEN_ISSUED("access-token.issued", AuditKind.ACCESS_TOKEN_ISSUED),
    ADMIN_KEY_CREATED("admin-key.created", AuditKind.ADMIN_KEY_CREATED),
    ADMIN_KEY_ROTATED("admin-key.rotated", AuditKind.ADMIN_KEY_ROTATED),
    /** The key's successor was first used, which sets the expiry of the key. */
    ADMIN_KEY_SUPERSEDED("admin-key.superseded", AuditKind.ADMIN_KEY_SUPERSEDED),
    ADMIN_KEY_REVOKED("admin-key.revoked", AuditKind.ADMIN_KEY_REVOKED),
    ADMINISTRATOR_ADDED("administrator.added", AuditKind.ADMINISTRATOR_ADDED),
    ADMINISTRATOR_SIGNED_IN("administrator.signed-in", AuditKind.ADMINISTRATOR_SIGNED_IN),
    ADMINISTRATOR_PASSWORD_CHANGED("administrator.password-changed", AuditKind.ADMINISTRATOR_PASSWORD_CHANGED),
    ADMINISTRATOR_PASSWORD_RESET("administrator.password-reset", AuditKind.ADMINISTRATOR_PASSWORD_RESET),
    ADMINISTRATOR_REMOVED("administrator.removed", AuditKind.ADMINISTRATOR_REMOVED),
    ORGANIZATION_CREATED("organization.created", AuditKind.ORGANIZATION_CREATED),
    ORGANIZATION_CHANGED("organization.changed", AuditKind.ORGANIZATION_CHANGED),
    ORGANIZATION_RENAMED("organization.renamed", AuditKind.ORGANIZATION_RENAMED),
    ORGANIZATION_SUSPENDED("organization.suspended", AuditKind.ORGANIZATION_SUSPENDED),
    ORGANIZATION_RESUMED("organization.resumed", AuditKind.ORGANIZATION_RESUMED),
    /** Visible until the deletion is complete. */
    ORGANIZATION_DELETING("organization.deleting", AuditKind.ORGANIZATION_DELETING),
    WEBHOOK_CREATED("webhook.created", AuditKind.WEBHOOK_CREATED),
    WEBHOOK_CHANGED("webhook.changed", AuditKind.WEBHOOK_CHANGED),
    WEBHOOK_SECRET_ROTATED("webhook.secret-rotated", AuditKind.WEBHOOK_SECRET_ROTATED),
    /** Earlier events are sent again. */
    WEBHOOK_REPLAYED("webhook.replayed", AuditKind.WEBHOOK_REPLAYED),
    /** The server disabled it, since it failed for long or answered 410. */
    WEBHOOK_DISABLED("webhook.disabled", AuditKind.WEBHOOK_DISABLED),
    WEBHOOK_DELETED("webhook.deleted", AuditKind.WEBHOOK_DELETED),
    /** The server paused a stream of security event tokens, since pushes failed for long. */
    EVENT_STREAM_PAUSED("event-stream.paused", AuditKind.EVENT_STREAM_PAUSED),
    REQUEST_REFUSED("request.refused"),
    /** An administrator acknowledged an alert of the console's overview. */
    ALERT_ACKNOWLEDGED("alert.acknowledged", AuditKind.ALERT_ACKNOWLEDGED);

    private final String label;
    private final Optional<AuditKind> audited;

    ActivityKind(String label) {
        this.label = label;
        this.audited = Optional.empty();
    }

    /** @param audited the kind of the same event in the audit log */
    ActivityKind(String label, AuditKind audited) {
        this.label = label;
        this.audited = Optional.of(audited);
    }

    /** Returns the kind's name in the database and in JSON. */
    public String label() {
        return label;
    }

    /** Returns the kind of the same event in the audit log, if it is administrative. */
    public Optional<AuditKind> audited() {
        return audited;
    }

    /** Returns the kind with that label, or empty. */
    public static Optional<ActivityKind> of(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
}
