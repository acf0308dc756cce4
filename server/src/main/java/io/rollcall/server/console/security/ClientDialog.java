package io.rollcall.server.console.security;

import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.oauth.OAuthClient;
import java.util.Optional;

/** Dialog on the page of OAuth clients. */
sealed interface ClientDialog {
    /** Dialog to create a client, with the input of the form. @param problem why it was refused */
    record Create(
            String name,
            boolean readOnly,
            String issuer,
            String subject,
            String audience,
            String jwksUrl,
            FormProblem problem)
            implements ClientDialog {}

    /** A new client or secret. @param secret shown once; empty if it was shown, or assertions authenticate the client */
    record Created(OAuthClient client, Optional<SecretText> secret) implements ClientDialog {}

    /** Confirmation dialog to add a secret. */
    record AddSecret(OAuthClient client) implements ClientDialog {}

    /** Confirmation dialog to revoke a client, or one of its secrets. */
    record Revoke(OAuthClient client, Optional<Long> secret) implements ClientDialog {}

    /** Confirmation dialog to refuse static tokens. */
    record RefuseStatic() implements ClientDialog {}
}
