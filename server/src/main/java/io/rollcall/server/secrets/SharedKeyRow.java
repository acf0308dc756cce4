package io.rollcall.server.secrets;

import java.time.Instant;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/** A row of {@code secrets}; without a time if an earlier release made it. */
record SharedKeyRow(int id, byte[] value, Instant created) {
    private static final String ALGORITHM = "HmacSHA256";

    SharedKey toKey() {
        return new SharedKey(id, new SecretKeySpec(value, ALGORITHM), Optional.ofNullable(created));
    }
}
