package io.rollcall.server.console.page;

import io.rollcall.server.administrators.Administrator;
import io.rollcall.server.http.RequestOrigin;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.SecretText;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** Signed-in administrator with the session's secret. */
public record ConsoleCaller(Administrator administrator, SecretText session, Actor actor) {
    private static final String PROPERTY = ConsoleCaller.class.getName();

    static ConsoleCaller of(Administrator administrator, SecretText session, ContainerRequestContext request) {
        return new ConsoleCaller(
                administrator, session, actor(administrator.name(), request).as(administrator.actorKind()));
    }

    /** Returns the actor to record for a request. @param name the administrator's name, or the one entered at the sign-in */
    public static Actor actor(String name, ContainerRequestContext request) {
        return RequestOrigin.actor(request, Actor.Kind.ADMINISTRATOR, name);
    }

    void noteIn(ContainerRequestContext request) {
        request.setProperty(PROPERTY, this);
    }

    public static Optional<ConsoleCaller> find(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof ConsoleCaller caller ? Optional.of(caller) : Optional.empty();
    }

    public static ConsoleCaller of(ContainerRequestContext request) {
        return find(request).orElseThrow();
    }

    FormToken formToken() {
        return FormToken.of(session);
    }
}
