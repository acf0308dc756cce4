package io.rollcall.server.console.signin;

import io.rollcall.server.administrators.Administrator;
import io.rollcall.server.administrators.Administrators;
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
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Page to change the password, which is mandatory after a reset. */
@Path("password")
public final class PasswordPage {
    private final LayoutFactory layouts;
    private final Administrators administrators;
    private final SessionCookie cookie;
    private final BrowserCookie browser;

    public PasswordPage(
            LayoutFactory layouts, Administrators administrators, SessionCookie cookie, BrowserCookie browser) {
        this.layouts = layouts;
        this.administrators = administrators;
        this.cookie = cookie;
        this.browser = browser;
    }

    @GET
    public Response show(@Context ContainerRequestContext request) {
        return page(200, request, FormProblem.NONE);
    }

    @POST
    public Response change(@Context ContainerRequestContext request) {
        FormData form = FormData.of(request);
        try {
            if (!form.text("new").equals(form.text("again"))) {
                throw Refusal.invalid(layouts.texts().get("password.differs")).about("again");
            }
            Administrators.SignedIn signedIn = administrators.changePassword(
                    ConsoleCaller.of(request).administrator(),
                    form.text("old"),
                    form.text("new"),
                    ConsoleCaller.of(request).actor());
            return Response.fromResponse(Html.goTo(ConsolePaths.ROOT, "password-changed"))
                    .cookie(cookie.of(signedIn.session()), browser.of(signedIn.browser()))
                    .build();
        } catch (Refusal refusal) {
            return ConsoleErrors.withRetryAfter(
                    refusal, page(refusal.reason().status(), request, FormProblem.of(refusal, "new")));
        }
    }

    private Response page(int status, ContainerRequestContext request, FormProblem problem) {
        Administrator administrator = ConsoleCaller.of(request).administrator();
        PasswordView view = new PasswordView(
                layouts.of(request, "password"), administrator.name(), administrator.mustChangePassword(), problem);
        return Html.page(status, out -> JtePasswordGenerated.render(out, null, view));
    }

    /** Model of the password page. @param forced whether the password must be changed first */
    record PasswordView(Layout layout, String name, boolean forced, FormProblem problem) {}
}
