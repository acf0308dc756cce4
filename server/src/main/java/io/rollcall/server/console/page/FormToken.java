package io.rollcall.server.console.page;

import io.rollcall.server.kernel.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * CSRF token of a session, in every form. It is derived from the session's secret by a hash, which does not
 * reveal the secret.
 */
record FormToken(String text) {
    static final String FIELD = "form-token";

    static FormToken of(SecretText session) {
        byte[] hash = SecretText.presented("form:" + session.reveal()).hash();
        return new FormToken(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    boolean matches(String sent) {
        return MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
