package io.rollcall.server.scim;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/**
 * A client without a token, which may read no more than what SCIM the server speaks (RFC 7643 section 5).
 *
 * @param baseUrl the SCIM endpoint of the host that was called, without a slash at the end
 */
record AnonymousCaller(String baseUrl) {
    /** The request property in which {@link TokenFilter} leaves the caller. */
    static final String PROPERTY = AnonymousCaller.class.getName();

    static Optional<AnonymousCaller> find(ContainerRequestContext request) {
        return Optional.ofNullable((AnonymousCaller) request.getProperty(PROPERTY));
    }
}
