package io.rollcall.server.accessreview;

import io.rollcall.server.credentials.Credential;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An administrator, admin key or SCIM token in an access review; never its secret.
 *
 * @param organization the slug of the only organization that it is for; empty for all
 * @param scope what it may do
 * @param createdBy empty if that was not noted
 * @param expires of an administrator, when the one-time password does
 */
public record Access(
        AccessKind kind,
        long id,
        String name,
        Optional<String> organization,
        String scope,
        String createdBy,
        Instant created,
        Optional<Credential.LastUse> lastUse,
        Optional<Instant> expires,
        String state,
        List<Finding> findings) {
    public Access {
        findings = List.copyOf(findings);
    }

    /** Returns the findings as words. */
    public List<String> findingLabels() {
        return findings.stream().map(Finding::label).toList();
    }
}
