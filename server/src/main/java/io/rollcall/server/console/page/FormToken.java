package io.rollcall.server.console.page;

import io.rollcall.server.kernel.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * What every form of a session carries, and no other site can know: it is derived from the session's secret, of which it
 * tells nothing, so that nobody else can make the visitor's browser send a form.
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
