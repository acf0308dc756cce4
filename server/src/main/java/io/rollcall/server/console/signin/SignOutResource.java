package io.rollcall.server.console.signin;

import io.rollcall.server.administrators.Sessions;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.KeptForm;
import io.rollcall.server.console.page.Paths;
import io.rollcall.server.console.page.SessionCookie;
import io.rollcall.server.console.page.Visitor;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Ends a visitor's session. */
@Path("sign-out")
public final class SignOutResource {
    private final Sessions sessions;
    private final SessionCookie cookie;

    public SignOutResource(Sessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @POST
    public Response signOut(@Context ContainerRequestContext request) {
        sessions.end(Visitor.of(request).session());
        return Response.fromResponse(Html.goTo(Paths.SIGN_IN, "signed-out"))
                .cookie(cookie.none(), KeptForm.none())
                .build();
    }
}
