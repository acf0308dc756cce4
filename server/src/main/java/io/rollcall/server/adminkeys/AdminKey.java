package io.rollcall.server.adminkeys;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.DisplayName;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.Optional;

/**
 * Key of the admin API, without its secret.
 *
 * @param organization the only organization that it grants access to; empty for all
 * @param replacedBy the id of its successor, if it was rotated
 * @param retires its expiry set by the first use of its successor
 */
public record AdminKey(
        long id,
        Optional<OrganizationId> organization,
        String name,
        Creator creator,
        Instant created,
        Optional<Instant> expires,
        Optional<Credential.LastUse> lastUse,
        Optional<Long> replacedBy,
        Optional<Instant> retires,
        Optional<Instant> revoked)
        implements Credential {
    /** New admin key with its secret, which is shown once. */
    public record Issued(AdminKey key, SecretText secret) {}

    /**
     * Admin key to issue.
     *
     * @param organization the only organization that it grants access to; empty for all
     * @param name display name, which states the holder
     * @param lifetime empty for the default: a year, or the limit if that is shorter
     */
    public record Request(Optional<OrganizationId> organization, String name, Optional<Lifetime> lifetime) {
        public Request {
            name = DisplayName.checked("A key", name);
        }

        public Request(Optional<OrganizationId> organization, String name, Lifetime lifetime) {
            this(organization, name, Optional.of(lifetime));
        }
    }
}
