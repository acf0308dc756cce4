package io.rollcall.server.kernel;

import java.security.SecureRandom;
import java.util.Base64;

/** Secret of a credential. It is shown once and stored only as a hash; {@code toString} does not reveal it. */
public final class SecretText {
    private static final int BITS = 256;

    private final String text;

    private SecretText(String text) {
        this.text = text;
    }

    /** Returns a new random secret. @param prefix by which people and secret scanners recognise it */
    public static SecretText random(String prefix, SecureRandom random) {
        byte[] bytes = new byte[BITS / Byte.SIZE];
        random.nextBytes(bytes);
        return new SecretText(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Returns the secret that a client sent, valid or not. */
    public static SecretText presented(String text) {
        return new SecretText(text);
    }

    /** Returns the text, to show it once to its creator. */
    public String reveal() {
        return text;
    }

    /** Returns the hash to store. A fast hash is enough, since the secret has too many random bits to be guessed. */
    public byte[] hash() {
        return Sha256.of(text);
    }

    @Override
    public String toString() {
        return "***";
    }
}
