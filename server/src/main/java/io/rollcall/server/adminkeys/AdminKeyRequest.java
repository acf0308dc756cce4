package io.rollcall.server.adminkeys;

import io.rollcall.server.kernel.DisplayName;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import java.util.Optional;

/**
 * An admin key to be made.
 *
 * @param organization the only one that its bearer administers; empty for all
 * @param name who or what has it, in words for people
 * @param lifetime empty for a year, or as long as allowed if that is less
 */
public record AdminKeyRequest(Optional<OrganizationId> organization, String name, Optional<Lifetime> lifetime) {
    public AdminKeyRequest {
        name = DisplayName.checked("A key", name);
    }

    public AdminKeyRequest(Optional<OrganizationId> organization, String name, Lifetime lifetime) {
        this(organization, name, Optional.of(lifetime));
    }
}
