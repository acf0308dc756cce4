package io.rollcall.server.console.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/**
 * Encrypted cookie with the input of a form that was submitted without a session or in another one. The form's page restores
 * it for the same administrator. It contains no password, and nothing changes before the form is submitted again.
 */
public record SavedForm(CookieCipher seal) {
    private static final String COOKIE = "rollcall-form";

    /** Hidden field with the administrator the form was rendered for: without a session, nothing else identifies the sender. */
    static final String SENDER = "form-sender";

    private static final String RESTORED = SavedForm.class.getName();
    private static final Duration LIFE = Duration.ofMinutes(30);

    /** Browsers drop cookies above 4096 bytes. */
    private static final int MAX_LENGTH = 3_800;

    /** Returns the cookie with the input of the submitted form. */
    NewCookie of(ContainerRequestContext request) {
        String page = ConsolePaths.formOf(ConsolePaths.requested(request));
        String sender = FormData.of(request).text(SENDER);
        String whole = sealed(sender, page, FormData.of(request).kept());
        // Input that exceeds a cookie is dropped; the page still says that nothing was changed.
        return cookie(whole.length() <= MAX_LENGTH ? whole : sealed(sender, page, ""), (int) LIFE.toSeconds());
    }

    static String sender(ConsoleCaller caller) {
        return Long.toString(caller.administrator().id());
    }

    private String sealed(String sender, String page, String fields) {
        return seal.close(page + "\n" + fields, purpose(sender), LIFE);
    }

    private static String purpose(String sender) {
        return "form of " + sender;
    }

    /** Restores the input if this is the page of the form and the same administrator sent it. */
    void restore(ContainerRequestContext request, ConsoleCaller caller) {
        Optional.ofNullable(request.getCookies().get(COOKIE))
                .map(Cookie::getValue)
                .flatMap(value -> seal.open(value, purpose(sender(caller))))
                .filter(text -> text.startsWith(ConsolePaths.requested(request) + "\n"))
                .ifPresent(text -> {
                    FormData.read(text.substring(text.indexOf('\n') + 1)).noteIn(request);
                    request.setProperty(RESTORED, true);
                });
    }

    /** Returns whether the page shows restored input. */
    static boolean isRestored(ContainerRequestContext request) {
        return request.getProperty(RESTORED) != null;
    }

    /** Returns the cookie that deletes the input. */
    public static NewCookie none() {
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
