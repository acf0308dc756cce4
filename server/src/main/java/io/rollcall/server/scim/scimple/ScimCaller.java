package io.rollcall.server.scim.scimple;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/**
 * Authenticated caller of a SCIM request.
 *
 * @param organization whose users the request may see
 * @param baseUrl what the URLs of its answers start with, without a slash at the end
 * @param actor who the log says it was
 */
public record ScimCaller(OrganizationId organization, String baseUrl, Actor actor) {
    /** The request property that holds the caller once its token is accepted. */
    public static final String PROPERTY = ScimCaller.class.getName();

    /** The caller, or empty where the request came with no valid token. */
    public static Optional<ScimCaller> find(ContainerRequestContext request) {
        return Optional.ofNullable((ScimCaller) request.getProperty(PROPERTY));
    }

    /** The caller of an admitted request. */
    public static ScimCaller of(ContainerRequestContext request) {
        return find(request).orElseThrow(() -> new IllegalStateException("the request was not admitted"));
    }
}
