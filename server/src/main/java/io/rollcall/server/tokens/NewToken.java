package io.rollcall.server.tokens;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.kernel.SecretText;
import java.time.Instant;
import java.util.Optional;

/** A token about to be written. */
record NewToken(
        String name, TokenScope scope, byte[] hash, Actor createdBy, Instant created, Optional<Instant> expires) {

    static NewToken of(TokenRequest request, Lifetime lifetime, SecretText secret, Actor actor, Instant now) {
        return new NewToken(request.name(), request.scope(), secret.hash(), actor, now, lifetime.endFrom(now));
    }
}
