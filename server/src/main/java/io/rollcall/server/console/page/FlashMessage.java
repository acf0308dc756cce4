package io.rollcall.server.console.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.util.Optional;

/**
 * What has just been done, for the next page to say once: in a cookie, since an address could be written by anybody and loaded
 * again.
 */
final class FlashMessage {
    private static final String COOKIE = "rollcall-done";
    private static final int SECONDS = 30;

    private FlashMessage() {}

    /** @param done the end of the key of its text */
    static NewCookie of(String done) {
        return cookie(done, SECONDS);
    }

    static Optional<String> read(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(COOKIE)).map(Cookie::getValue);
    }

    /** Once it has been said. */
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
