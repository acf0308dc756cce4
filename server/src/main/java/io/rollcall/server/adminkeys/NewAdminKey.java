package io.rollcall.server.adminkeys;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.Optional;

/** An admin key about to be written. */
record NewAdminKey(
        Optional<OrganizationId> organization,
        String name,
        byte[] hash,
        Actor createdBy,
        Instant created,
        Optional<Instant> expires) {

    static NewAdminKey of(AdminKeyRequest request, Lifetime lifetime, SecretText secret, Actor actor, Instant now) {
        return new NewAdminKey(
                request.organization(), request.name(), secret.hash(), actor, now, lifetime.endFrom(now));
    }
}
