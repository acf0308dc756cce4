package io.rollcall.server.console.page;

import io.rollcall.server.kernel.SecretText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Encrypted cookie, valid for a minute, that carries a new secret from the form that created it to the page that shows it.
 * Reloading the page does not create another secret, and no URL or log contains it.
 */
public record OneTimeSecret(CookieCipher seal) {
    private static final String COOKIE = "rollcall-secret";
    private static final Duration LIFE = Duration.ofMinutes(1);

    /** Returns the cookie with a secret for a page of this session. @param page path of the only page that may show it */
    public NewCookie carry(ContainerRequestContext request, String page, SecretText secret) {
        return cookie(seal.close(secret.reveal(), purpose(request, page), LIFE), (int) LIFE.toSeconds());
    }

    /** Returns the secret; empty if it was shown already, or is for another page or session. */
    public Optional<SecretText> read(ContainerRequestContext request, String page) {
        return Optional.ofNullable(request.getCookies().get(COOKIE))
                .map(Cookie::getValue)
                .flatMap(value -> seal.open(value, purpose(request, page)))
                .map(SecretText::presented);
    }

    /** Returns the cookie that deletes the secret. */
    public NewCookie none() {
        return cookie("", 0);
    }

    private static String purpose(ContainerRequestContext request, String page) {
        byte[] session = ConsoleCaller.of(request).session().hash();
        return "secret of " + page + " for " + Base64.getEncoder().encodeToString(session);
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
