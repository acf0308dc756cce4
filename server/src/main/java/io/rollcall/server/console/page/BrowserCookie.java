package io.rollcall.server.console.page;

import io.rollcall.server.kernel.SecretText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/**
 * Cookie that identifies a known browser on the sign-in page. It is sent to that page only and does not replace
 * the password.
 */
public final class BrowserCookie {
    private static final String NAME = "rollcall-browser";

    private final boolean secure;
    private final Duration life;

    /** @param secure whether the cookie is sent over TLS only */
    public BrowserCookie(boolean secure, Duration life) {
        this.secure = secure;
        this.life = life;
    }

    private String name() {
        return secure ? "__Secure-" + NAME : NAME;
    }

    /** Returns the secret that the browser sent; empty if it sent none. */
    public Optional<SecretText> read(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(name()))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .map(SecretText::presented);
    }

    /** Returns the cookie with a secret. */
    public NewCookie of(SecretText browser) {
        return new NewCookie.Builder(name())
                .value(browser.reveal())
                .path(ConsolePaths.SIGN_IN)
                .maxAge((int) life.toSeconds())
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
