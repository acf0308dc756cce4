package io.rollcall.server.console.signin;

import io.rollcall.server.administrators.Sessions;
import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.SavedForm;
import io.rollcall.server.console.page.SessionCookie;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Ends the caller's session. */
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
        sessions.end(ConsoleCaller.of(request).session());
        return Response.fromResponse(Html.goTo(ConsolePaths.SIGN_IN, "signed-out"))
                .cookie(cookie.none(), SavedForm.none())
                .build();
    }
}
