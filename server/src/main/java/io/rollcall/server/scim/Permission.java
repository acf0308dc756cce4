package io.rollcall.server.scim;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.Token;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.PathSegment;
import java.util.List;
import java.util.Set;

/** Authorization of a request with a valid token. */
final class Permission {
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String SEARCH = ".search";

    private Permission() {}

    /** @throws Refusal FORBIDDEN if the organization is being deleted */
    static void requireNotDeleting(Organization organization) {
        if (organization.status() == Organization.Status.DELETING) {
            throw Refusal.forbidden("This organization is being deleted, with all its users.");
        }
    }

    /** @throws Refusal FORBIDDEN if the organization is suspended or its provisioning is off, or the token is read-only */
    static void require(Organization organization, Token token, ContainerRequestContext request) {
        if (organization.status() == Organization.Status.SUSPENDED) {
            throw Refusal.forbidden(
                    "This organization is suspended: its users are kept, but provisioning is refused until"
                            + " the service's operator resumes it. Contact their support.");
        }
        if (!organization.scimEnabled()) {
            throw Refusal.forbidden("SCIM provisioning is switched off for this organization. An administrator can turn"
                    + " it on in the Admin Console under Security, Single Sign-On (SSO).");
        }
        if (token.scope() == Token.Scope.READ_ONLY && !isRead(request)) {
            throw Refusal.forbidden("The token '" + token.name() + "' is read-only. To write, generate a token that is"
                    + " not read-only and paste it into the identity provider.");
        }
    }

    /** Returns whether the request only reads, which includes a search by POST (RFC 7644 section 3.4.3). */
    private static boolean isRead(ContainerRequestContext request) {
        if (READING.contains(request.getMethod())) {
            return true;
        }
        List<PathSegment> path = request.getUriInfo().getPathSegments();
        return request.getMethod().equals(HttpMethod.POST)
                && path.get(path.size() - 1).getPath().equals(SEARCH);
    }
}
