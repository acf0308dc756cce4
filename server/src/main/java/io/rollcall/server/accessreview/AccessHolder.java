package io.rollcall.server.accessreview;

import io.rollcall.server.credentials.Credential;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Administrator, admin key, SCIM token or OAuth client in an access review, without its secret.
 *
 * @param clientId public id of an OAuth client; empty for others
 * @param organization the slug of its only organization; empty for all
 * @param scope its permissions
 * @param createdBy empty if unknown
 * @param expires for an administrator, the expiry of the one-time password; for an OAuth client, that of its last secret
 */
public record AccessHolder(
        Kind kind,
        long id,
        Optional<String> clientId,
        String name,
        Optional<String> organization,
        String scope,
        String createdBy,
        Instant created,
        Optional<Credential.LastUse> lastUse,
        Optional<Instant> expires,
        String state,
        List<Finding> findings) {
    public AccessHolder {
        findings = List.copyOf(findings);
    }

    /** Returns the labels of the findings. */
    public List<String> findingLabels() {
        return findings.stream().map(Finding::label).toList();
    }

    /** Kind of access, in the order of a review. */
    public enum Kind {
        ADMINISTRATOR("administrator"),
        ADMIN_KEY("admin-key"),
        TOKEN("token"),
        OAUTH_CLIENT("oauth-client");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** Returns the word for it in reports. */
        public String label() {
            return label;
        }
    }

    /** Finding about an access that a reviewer should check. */
    public enum Finding {
        NEVER_USED("never-used"),
        UNUSED("unused-for-90-days"),
        NO_EXPIRY("no-expiry"),
        EXPIRES_SOON("expires-within-30-days"),
        /** The administrator or admin key that created it was removed or has ended, or that administrator can no longer sign in. */
        HELD_BY_NOBODY("held-by-nobody"),
        /** Its lifetime exceeds the maximum that was configured later. */
        LONGER_THAN_ALLOWED("longer-than-allowed");

        private final String label;

        Finding(String label) {
            this.label = label;
        }

        /** Returns the word for it in reports. */
        public String label() {
            return label;
        }
    }
}
