package io.rollcall.server.console.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/**
 * Message shown once, on the next page. It is kept in a cookie, because anybody could forge it in a URL, and a reload would
 * show it again.
 */
final class FlashMessage {
    private static final String COOKIE = "rollcall-done";
    private static final int SECONDS = 30;

    private FlashMessage() {}

    /** @param done suffix of the message's text key */
    static NewCookie of(String done) {
        return cookie(done, SECONDS);
    }

    static Optional<String> read(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(COOKIE)).map(Cookie::getValue);
    }

    /** Returns the cookie that deletes the message. */
    static NewCookie none() {
        return cookie("", 0);
    }

    private static NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path(ConsolePaths.ROOT)
                .maxAge(seconds)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
