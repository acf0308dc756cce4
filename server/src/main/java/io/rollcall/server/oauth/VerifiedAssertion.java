package io.rollcall.server.oauth;

import io.rollcall.server.kernel.Sha256;
import java.time.Instant;
import java.util.Optional;

/** Assertion with a valid signature and valid claims. @param jti the claim, if there is one */
record VerifiedAssertion(Optional<String> jti, Instant expires) {
    /** Returns the hash by which a second use is recognised. */
    Optional<byte[]> id() {
        return jti.map(Sha256::of);
    }
}
