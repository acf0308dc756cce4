package io.rollcall.server.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** The text of a token, as it is shown once and then sent by the identity provider; it never prints itself. */
public final class TokenSecret {
    /** Lets people and secret scanners recognise a token of ours. */
    public static final String PREFIX = "rollcall_";

    private static final int BITS = 256;

    private final String text;

    private TokenSecret(String text) {
        this.text = text;
    }

    static TokenSecret random(SecureRandom random) {
        byte[] bytes = new byte[BITS / Byte.SIZE];
        random.nextBytes(bytes);
        return new TokenSecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What a client presented, whether or not it is a token of ours. */
    public static TokenSecret presented(String text) {
        return new TokenSecret(text);
    }

    /** The text itself, to be shown to the one who asked for the token. */
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
