package io.rollcall.server.console.page;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.SecretText;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * A secret on its way from the form that made it to the page that shows it: encrypted, in a cookie of the session, for a
 * minute. So a page that is loaded again makes no other, on whichever server, and no address or log has the secret.
 */
public record OneTimeSecret(CookieCipher seal) {
    private static final String COOKIE = "rollcall-secret";
    private static final Duration LIFE = Duration.ofMinutes(1);

    /** Returns the cookie that carries a secret of that organization to this session's next page. */
    public NewCookie carry(ContainerRequestContext request, OrganizationId organization, SecretText secret) {
        return cookie(seal.close(secret.reveal(), purpose(request, organization), LIFE), (int) LIFE.toSeconds());
    }

    /** Returns the secret; empty if it was shown, or is not for that organization and session. */
    public Optional<SecretText> read(ContainerRequestContext request, OrganizationId organization) {
        return Optional.ofNullable(request.getCookies().get(COOKIE))
                .map(Cookie::getValue)
                .flatMap(value -> seal.open(value, purpose(request, organization)))
                .map(SecretText::presented);
    }

    /** Returns the cookie that makes the browser forget the secret. */
    public NewCookie none() {
        return cookie("", 0);
    }

    private static String purpose(ContainerRequestContext request, OrganizationId organization) {
        byte[] session = ConsoleCaller.of(request).session().hash();
        return "secret of " + organization.value() + " for "
                + Base64.getEncoder().encodeToString(session);
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
