package io.rollcall.server.scim;

import io.rollcall.server.kernel.OrganizationId;
import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * Whom a SCIM request speaks for, once admitted.
 *
 * @param organization whose users the request may see
 * @param baseUrl what the URLs of its answers start with, without a slash at the end
 * @param actorName the token's name, for people
 */
public record ScimCaller(OrganizationId organization, String baseUrl, String actorName) {
    /** The request property in which {@link Admission} leaves the caller. */
    static final String PROPERTY = ScimCaller.class.getName();

    /** The caller of an admitted request. */
    public static ScimCaller of(ContainerRequestContext request) {
        if (request.getProperty(PROPERTY) instanceof ScimCaller caller) {
            return caller;
        }
        throw new IllegalStateException("the request was not admitted");
    }
}
