package io.rollcall.server.credentials;

import io.rollcall.server.activity.ActivityKind;

/** The kinds of credentials, with the words for people and the activity that each leaves. */
public enum CredentialKind {
    TOKEN("token", "Generate", ActivityKind.TOKEN_ROTATED, ActivityKind.TOKEN_SUPERSEDED, ActivityKind.TOKEN_REVOKED),
    ADMIN_KEY(
            "key",
            "Create",
            ActivityKind.ADMIN_KEY_ROTATED,
            ActivityKind.ADMIN_KEY_SUPERSEDED,
            ActivityKind.ADMIN_KEY_REVOKED);

    private final String noun;
    private final String creation;
    private final ActivityKind rotated;
    private final ActivityKind superseded;
    private final ActivityKind revoked;

    CredentialKind(String noun, String creation, ActivityKind rotated, ActivityKind superseded, ActivityKind revoked) {
        this.noun = noun;
        this.creation = creation;
        this.rotated = rotated;
        this.superseded = superseded;
        this.revoked = revoked;
    }

    /** The word for it in sentences and in the changes of an activity entry. */
    public String noun() {
        return noun;
    }

    /** The verb for making one. */
    String creation() {
        return creation;
    }

    ActivityKind rotated() {
        return rotated;
    }

    ActivityKind superseded() {
        return superseded;
    }

    ActivityKind revoked() {
        return revoked;
    }
}
