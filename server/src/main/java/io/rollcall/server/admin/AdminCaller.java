package io.rollcall.server.admin;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** Authenticated caller of the admin API. */
public record AdminCaller(AdminKey key, Actor actor) {
    private static final String PROPERTY = AdminCaller.class.getName();

    void noteIn(ContainerRequestContext request) {
        request.setProperty(PROPERTY, this);
    }

    static Optional<AdminCaller> find(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof AdminCaller caller ? Optional.of(caller) : Optional.empty();
    }

    /** Returns the caller of a request that an admin key has authenticated. */
    public static AdminCaller of(ContainerRequestContext request) {
        return find(request).orElseThrow();
    }

    boolean administers(OrganizationId organization) {
        return key.organization().map(organization::equals).orElse(true);
    }

    /** Throws FORBIDDEN for a key of one organization. */
    void requireOperator() {
        if (key.organization().isPresent()) {
            throw Refusal.forbidden("This key administers one organization only. Use an operator's key: create one with"
                    + " 'rollcall key create'.");
        }
    }
}
