package io.rollcall.server.adminkeys;

import io.rollcall.server.kernel.SecretText;
import java.security.SecureRandom;

/** The text of an admin key, as it is shown once and then sent by its bearer. */
public record AdminKeySecret(SecretText text) {
    /** Lets people and secret scanners recognise an admin key, and tell it from a token. */
    public static final String PREFIX = "rollcalladmin_";

    static AdminKeySecret random(SecureRandom random) {
        return new AdminKeySecret(SecretText.random(PREFIX, random));
    }

    /** What a client presented, whether or not it is an admin key of ours. */
    public static AdminKeySecret presented(String text) {
        return new AdminKeySecret(SecretText.presented(text));
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
