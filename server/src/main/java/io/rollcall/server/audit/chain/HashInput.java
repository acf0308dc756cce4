package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Input of a SHA-256 hash: a sequence of fields, each behind its length in four bytes, the most significant first. The first
 * field is the domain, so that no input of one kind is an input of another. See docs/audit.md.
 */
public final class HashInput {
    private static final int UUID_BYTES = 2 * Long.BYTES;

    private final MessageDigest digest = Sha256.digest();

    private HashInput() {}

    /** Begins an input. @param domain the kind of thing that is hashed, and the version of its encoding */
    public static HashInput of(String domain) {
        return new HashInput().text(domain);
    }

    /** Adds a text in UTF-8. */
    public HashInput text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a number in eight bytes. */
    public HashInput number(long number) {
        return bytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** Adds a time as milliseconds since 1970. */
    public HashInput time(Instant time) {
        return number(time.toEpochMilli());
    }

    /** Adds an id in sixteen bytes. */
    public HashInput id(UUID id) {
        return bytes(bytesOf(id));
    }

    /** Adds an id, or a field of length zero. */
    public HashInput id(Optional<UUID> id) {
        return id.map(this::id).orElseGet(() -> bytes(new byte[0]));
    }

    /** Adds a hash. */
    public HashInput hash(Hash hash) {
        return bytes(hash.bytes());
    }

    HashInput bytes(byte[] field) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        digest.update(field);
        return this;
    }

    /** Returns the hash of all fields. */
    public Hash hash() {
        return Hash.of(digest.digest());
    }

    static byte[] bytesOf(UUID id) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
