package io.rollcall.server.adminkeys;

import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.Names;
import io.rollcall.server.kernel.OrganizationId;
import java.util.Optional;

/**
 * What a new admin key shall be.
 *
 * @param organization the only one that its bearer administers; empty for all
 * @param name who or what has it, in words for people
 */
public record AdminKeyRequest(Optional<OrganizationId> organization, String name, Lifetime lifetime) {
    public AdminKeyRequest {
        name = Names.checked("A key", name);
    }
}
