package io.rollcall.server.audit.chain;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 hash of an entry or of a chain up to an entry; immutable. */
public final class Hash {
    static final int BYTES = 32;

    private final byte[] value;

    private Hash(byte[] value) {
        if (value.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, not " + value.length);
        }
        this.value = value.clone();
    }

    static Hash of(byte[] value) {
        return new Hash(value);
    }

    /** Parses the output of {@link #toString}. @throws IllegalArgumentException if the text is not 64 hexadecimal digits */
    public static Hash parse(String hex) {
        return new Hash(HexFormat.of().parseHex(hex));
    }

    byte[] bytes() {
        return value.clone();
    }

    void writeTo(ByteBuffer target) {
        target.put(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(value, hash.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** Returns the hash in lower-case hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(value);
    }
}
