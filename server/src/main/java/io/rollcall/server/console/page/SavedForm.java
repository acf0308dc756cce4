package io.rollcall.server.console.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/**
 * The input of a form that came without a session, or with that of another one: encrypted, in a cookie, until the page of the
 * form is open again. No password is in it, and nothing is done with it before somebody sends the form.
 */
public record SavedForm(CookieCipher seal) {
    private static final String COOKIE = "rollcall-form";

    /** Hidden field with the administrator for whom the form was rendered: without a session, nothing else says who sent it. */
    static final String SENDER = "form-sender";

    private static final String RESTORED = SavedForm.class.getName();
    private static final Duration LIFE = Duration.ofMinutes(30);

    /** Browsers drop cookies above 4096 bytes. */
    private static final int MAX_LENGTH = 3_800;

    /** Returns the cookie that keeps the input of the form that was sent. */
    NewCookie of(ContainerRequestContext request) {
        String page = ConsolePaths.formOf(ConsolePaths.requested(request));
        String sender = FormData.of(request).text(SENDER);
        String whole = sealed(sender, page, FormData.of(request).kept());
        // The page says that nothing was done, even if there is more input than a cookie holds.
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

    /** Restores the input if this is the page of the form and the administrator is the one who sent it. */
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

    /** Whether this page shows input that was kept. */
    static boolean isRestored(ContainerRequestContext request) {
        return request.getProperty(RESTORED) != null;
    }

    /** Returns the cookie that makes the browser forget the input. */
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
