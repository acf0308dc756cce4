package io.rollcall.server.console.security;

import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.tokens.Token;
import java.util.List;

/** Dialog on the security page. */
sealed interface SecurityDialog {
    /** Dialog to generate a token, with the input of the form. @param problem why it was refused */
    record Generate(String name, List<LifetimeChoice> lifetimes, boolean readOnly, FormProblem problem)
            implements SecurityDialog {
        /** Returns the selected lifetime as submitted. */
        String days() {
            return lifetimes.stream()
                    .filter(LifetimeChoice::selected)
                    .map(LifetimeChoice::value)
                    .findFirst()
                    .orElse("");
        }
    }

    /** A new token, shown once. */
    record Shown(SecretText secret) implements SecurityDialog {}

    /** Confirmation dialog to turn provisioning off. */
    record SwitchOff() implements SecurityDialog {}

    /**
     * Dialog to replace a token.
     *
     * @param graceHours how long the old token works after the first use of the new one
     * @param lifetimes the choice, if the old token's lifetime is no longer allowed; else empty
     * @param problem why the form was refused
     */
    record Rotate(Token token, long graceHours, List<LifetimeChoice> lifetimes, FormProblem problem)
            implements SecurityDialog {}

    /** Confirmation dialog to revoke a token. */
    record Revoke(Token token) implements SecurityDialog {}
}
