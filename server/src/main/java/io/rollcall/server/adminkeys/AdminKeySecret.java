package io.rollcall.server.adminkeys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The text of an admin key, as it is shown once and then sent by its bearer; it never prints itself. */
public final class AdminKeySecret {
    /** Lets people and secret scanners recognise an admin key, and tell it from a token. */
    public static final String PREFIX = "rollcalladmin_";

    private static final int BITS = 256;

    private final String text;

    private AdminKeySecret(String text) {
        this.text = text;
    }

    static AdminKeySecret random(SecureRandom random) {
        byte[] bytes = new byte[BITS / Byte.SIZE];
        random.nextBytes(bytes);
        return new AdminKeySecret(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What a client presented, whether or not it is an admin key of ours. */
    public static AdminKeySecret presented(String text) {
        return new AdminKeySecret(text);
    }

    /** The text itself, to be shown to the one who asked for the key. */
    public String reveal() {
        return text;
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
