package io.rollcall.server.tokens;

import io.rollcall.server.kernel.SecretText;
import java.security.SecureRandom;

/** The text of a token, as it is shown once and then sent by the identity provider. */
public record TokenSecret(SecretText text) {
    /** Lets people and secret scanners recognise a token of ours. */
    public static final String PREFIX = "rollcall_";

    /** Whether it begins like a token of this product, which strangers' texts seldom do. */
    public boolean looksLikeOurs() {
        return text.reveal().startsWith(PREFIX);
    }

    static TokenSecret random(SecureRandom random) {
        return new TokenSecret(SecretText.random(PREFIX, random));
    }

    /** What a client presented, whether or not it is a token of ours. */
    public static TokenSecret presented(String text) {
        return new TokenSecret(SecretText.presented(text));
    }

    /** The text itself, to be shown to the one who asked for it. */
    public String reveal() {
        return text.reveal();
    }

    byte[] hash() {
        return text.hash();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
