package io.rollcall.server.kernel;

import java.security.SecureRandom;
import java.util.Base64;

/** A text that lets its bearer in: shown once, then known by its hash alone; it never prints itself. */
public final class SecretText {
    private static final int BITS = 256;

    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    /** A new one that nobody can guess. @param prefix by which people and secret scanners recognise it */
    public static SecretText random(String prefix, SecureRandom random) {
        byte[] bytes = new byte[BITS / Byte.SIZE];
        random.nextBytes(bytes);
        return new SecretText(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Returns a secret as a client presented it, valid or not. */
    public static SecretText presented(String text) {
        return new SecretText(text);
    }

    /** The text itself, to be shown to the one who asked for it. */
    public String reveal() {
        return text;
    }

    /** Returns the stored hash. The secret has so many random bits that it needs no slow hash. */
    public byte[] hash() {
        return Sha256.of(text);
    }

    @Override
    public String toString() {
        return "***";
    }
}
