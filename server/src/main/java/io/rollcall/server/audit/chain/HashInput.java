package io.rollcall.server.audit.chain;

import io.rollcall.server.kernel.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Input of a SHA-256 hash: a sequence of fields, each prefixed with its length as a big-endian 32-bit number. The first field
 * is a domain separator, so that inputs of different kinds never collide. See docs/audit.md.
 */
public final class HashInput {
    private static final int UUID_BYTES = 2 * Long.BYTES;

    /** Buffer size; most entries without long texts fit. */
    private static final int BUFFERED = 512;

    private final MessageDigest digest = Sha256.digest();

    /** Buffer that passes short fields to the digest together. */
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFERED);

    private HashInput() {}

    /** Returns an empty input. @param domain the kind of the hashed value, and the version of its encoding */
    public static HashInput of(String domain) {
        return new HashInput().text(domain);
    }

    /** Adds a text in UTF-8. */
    public HashInput text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a number in eight bytes. */
    public HashInput number(long number) {
        begin(Long.BYTES).putLong(number);
        return this;
    }

    /** Adds a time as milliseconds since 1970. */
    public HashInput time(Instant time) {
        return number(time.toEpochMilli());
    }

    /** Adds an id in sixteen bytes. */
    public HashInput id(UUID id) {
        begin(UUID_BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return this;
    }

    /** Adds an id, or an empty field if there is none. */
    public HashInput id(Optional<UUID> id) {
        if (id.isPresent()) {
            return id(id.get());
        }
        begin(0);
        return this;
    }

    /** Adds a hash. */
    public HashInput hash(Hash hash) {
        hash.writeTo(begin(Hash.BYTES));
        return this;
    }

    HashInput bytes(byte[] field) {
        if (field.length <= BUFFERED - Integer.BYTES) {
            begin(field.length).put(field);
        } else {
            begin(field.length);
            flush();
            digest.update(field);
        }
        return this;
    }

    /** Adds the length of a field, and returns the buffer, with room for a short field. */
    private ByteBuffer begin(int length) {
        if (buffer.remaining() < Integer.BYTES + Math.min(length, BUFFERED - Integer.BYTES)) {
            flush();
        }
        return buffer.putInt(length);
    }

    private void flush() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Returns the hash of all fields. */
    public Hash hash() {
        flush();
        return Hash.of(digest.digest());
    }
}
