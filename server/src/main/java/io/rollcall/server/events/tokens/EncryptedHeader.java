package io.rollcall.server.events.tokens;

import java.util.Arrays;

/** Value of the header Authorization, encrypted by {@link PushEndpoints}. */
public record EncryptedHeader(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptedHeader header && Arrays.equals(bytes, header.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "***";
    }
}
