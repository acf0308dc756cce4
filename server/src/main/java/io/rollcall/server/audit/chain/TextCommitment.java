package io.rollcall.server.audit.chain;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Commitment to an entry's texts: the hash of a random salt and the texts. While the texts exist, the salt is stored. After
 * erasure only the commitment is stored; without the salt it does not allow the texts to be guessed.
 *
 * @param value 16 bytes of salt, or 32 bytes of commitment
 */
public record TextCommitment(byte[] value) {
    private static final String DOMAIN = "rollcall/texts/v1";
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    public TextCommitment {
        value = value.clone();
    }

    /** Returns a commitment with a new salt. */
    public static TextCommitment fresh() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new TextCommitment(salt);
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    /** Returns whether the texts were erased. */
    public boolean isErased() {
        return value.length == Hash.BYTES;
    }

    /** Returns the hash that represents the texts in the entry's hash; the same before and after erasure. */
    public Hash commitment(List<String> texts) {
        if (isErased()) {
            return Hash.of(value);
        }
        HashInput input = HashInput.of(DOMAIN).bytes(value);
        texts.forEach(input::text);
        return input.hash();
    }

    /** Returns the commitment after the texts are erased. */
    public TextCommitment erased(List<String> texts) {
        return new TextCommitment(commitment(texts).bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextCommitment that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return isErased() ? "erased" : "sealed";
    }
}
