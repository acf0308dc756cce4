package io.rollcall.server.console.page;

import io.rollcall.server.kernel.SecretText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/**
 * Cookie by which a browser is recognised at the next sign-in. It is sent to the sign-in page alone, and is worth nothing
 * without the password.
 */
public final class BrowserCookie {
    private static final String NAME = "rollcall-browser";

    private final boolean secure;
    private final Duration life;

    /** @param secure whether the console is reached over TLS, and the cookie never goes without */
    public BrowserCookie(boolean secure, Duration life) {
        this.secure = secure;
        this.life = life;
    }

    private String name() {
        return secure ? "__Secure-" + NAME : NAME;
    }

    /** Returns the secret that the browser sent, if it sent one. */
    public Optional<SecretText> read(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(name()))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .map(SecretText::presented);
    }

    /** Returns the cookie that makes the browser keep a secret. */
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
