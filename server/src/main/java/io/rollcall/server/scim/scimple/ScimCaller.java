package io.rollcall.server.scim.scimple;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/**
 * Authenticated caller of a SCIM request.
 *
 * @param organization the caller's organization
 * @param baseUrl base of the URLs in responses, without a trailing slash
 * @param actor the caller, as recorded in the activity log
 * @param groups whether the organization has groups
 */
public record ScimCaller(OrganizationId organization, String baseUrl, Actor actor, boolean groups) {
    /** Request property with the authenticated caller. */
    public static final String PROPERTY = ScimCaller.class.getName();

    /** Creates a caller whose organization has no groups, or who does not read them. */
    public ScimCaller(OrganizationId organization, String baseUrl, Actor actor) {
        this(organization, baseUrl, actor, false);
    }

    /** Returns the caller; empty if the request has no valid token. */
    public static Optional<ScimCaller> find(ContainerRequestContext request) {
        return Optional.ofNullable((ScimCaller) request.getProperty(PROPERTY));
    }

    /** Returns the caller of an authenticated request. */
    public static ScimCaller of(ContainerRequestContext request) {
        return find(request).orElseThrow(() -> new IllegalStateException("the request was not admitted"));
    }
}
