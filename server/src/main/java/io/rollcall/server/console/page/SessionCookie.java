package io.rollcall.server.console.page;

import io.rollcall.server.kernel.SecretText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/** Session cookie, hidden from scripts and not sent with other sites' forms. */
public final class SessionCookie {
    private static final String NAME = "rollcall-session";

    private final boolean secure;
    private final Duration longest;

    /** @param secure whether the cookie is sent over TLS only */
    public SessionCookie(boolean secure, Duration longest) {
        this.secure = secure;
        this.longest = longest;
    }

    /** Returns the name of the cookie. */
    public String name() {
        return secure ? "__Secure-" + NAME : NAME;
    }

    Optional<SecretText> read(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(name()))
                .map(Cookie::getValue)
                .map(SecretText::presented);
    }

    public NewCookie of(SecretText session) {
        return cookie(session.reveal(), (int) longest.toSeconds());
    }

    /** Returns the cookie that deletes the session cookie. */
    public NewCookie none() {
        return cookie("", 0);
    }

    private NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(name())
                .value(value)
                .path(ConsolePaths.ROOT)
                .maxAge(seconds)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
