package io.rollcall.server.scim;

import io.rollcall.server.tokens.Token;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;

/** The token with which a request was admitted. */
final class AdmittedToken {
    /** The request property in which {@link TokenFilter} leaves it. */
    static final String PROPERTY = AdmittedToken.class.getName();

    private AdmittedToken() {}

    static Optional<Token> find(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof Token token ? Optional.of(token) : Optional.empty();
    }
}
