package io.rollcall.server.credentials;

import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.kernel.SecretText;

/** Kind of a credential, with the prefix of its secrets, its words in messages and its kinds of activity. */
public enum CredentialKind {
    TOKEN(
            "rollcall_",
            "token",
            "Generate",
            ActivityKind.TOKEN_ROTATED,
            ActivityKind.TOKEN_SUPERSEDED,
            ActivityKind.TOKEN_REVOKED),
    ADMIN_KEY(
            "rollcalladmin_",
            "key",
            "Create",
            ActivityKind.ADMIN_KEY_ROTATED,
            ActivityKind.ADMIN_KEY_SUPERSEDED,
            ActivityKind.ADMIN_KEY_REVOKED);

    private final String prefix;
    private final String noun;
    private final String creation;
    private final ActivityKind rotated;
    private final ActivityKind superseded;
    private final ActivityKind revoked;

    CredentialKind(
            String prefix,
            String noun,
            String creation,
            ActivityKind rotated,
            ActivityKind superseded,
            ActivityKind revoked) {
        this.prefix = prefix;
        this.noun = noun;
        this.creation = creation;
        this.rotated = rotated;
        this.superseded = superseded;
        this.revoked = revoked;
    }

    /** Returns the prefix of secrets of this kind, so that people and secret scanners recognise them. */
    public String prefix() {
        return prefix;
    }

    /** Returns whether a text has the prefix of this kind; most random texts do not. */
    public boolean isPrefixOf(SecretText secret) {
        return secret.reveal().startsWith(prefix);
    }

    /** Returns the noun for sentences and for the changes of an activity entry. */
    public String noun() {
        return noun;
    }

    /** Returns the verb for making one. */
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
