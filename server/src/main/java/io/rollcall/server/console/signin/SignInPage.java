package io.rollcall.server.console.signin;

import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.administrators.Sessions;
import io.rollcall.server.console.page.BrowserCookie;
import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsoleErrors;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormData;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.SessionCookie;
import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Sign-in page. Signing in ends the browser's previous session. */
@Path("sign-in")
public final class SignInPage {
    private final LayoutFactory layouts;
    private final Administrators administrators;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final BrowserCookie browser;

    public SignInPage(
            LayoutFactory layouts,
            Administrators administrators,
            Sessions sessions,
            SessionCookie cookie,
            BrowserCookie browser) {
        this.layouts = layouts;
        this.administrators = administrators;
        this.sessions = sessions;
        this.cookie = cookie;
        this.browser = browser;
    }

    @GET
    public Response show(@Context ContainerRequestContext request, @QueryParam("next") String next) {
        if (ConsoleCaller.find(request).isPresent()) {
            return Html.goTo(ConsolePaths.ROOT);
        }
        return page(200, request, next == null ? ConsolePaths.ROOT : ConsolePaths.inside(next), "", FormProblem.NONE);
    }

    @POST
    public Response signIn(@Context ContainerRequestContext request) {
        FormData form = FormData.of(request);
        String name = form.text("name").strip();
        String next = ConsolePaths.inside(form.text("next"));
        try {
            Administrators.SignedIn signedIn = administrators.signIn(
                    name, form.text("password"), browser.read(request), ConsoleCaller.actor(name, request));
            ConsoleCaller.find(request).ifPresent(former -> sessions.end(former.session()));
            return Response.fromResponse(Html.goTo(next))
                    .cookie(cookie.of(signedIn.session()), browser.of(signedIn.browser()))
                    .build();
        } catch (Refusal refusal) {
            return ConsoleErrors.withRetryAfter(
                    refusal, page(refusal.reason().status(), request, next, name, FormProblem.of(refusal)));
        }
    }

    private Response page(int status, ContainerRequestContext request, String next, String name, FormProblem problem) {
        SignInView view = new SignInView(layouts.of(request, "sign-in"), next, name, problem);
        return Html.page(status, out -> JteSignInGenerated.render(out, null, view));
    }

    /** Model of the sign-in page. @param next path to open after signing in */
    record SignInView(Layout layout, String next, String name, FormProblem problem) {}
}
