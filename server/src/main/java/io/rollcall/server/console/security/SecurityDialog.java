package io.rollcall.server.console.security;

import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.tokens.Token;
import java.util.List;

/** What is asked or shown in front of the security page. */
sealed interface SecurityDialog {
    /** Question whether to generate a token, with the input of the form. @param problem why it was refused */
    record Generate(String name, List<LifetimeChoice> lifetimes, boolean readOnly, FormProblem problem)
            implements SecurityDialog {
        /** Returns the selected lifetime as the form sends it. */
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

    /** Shall provisioning really be switched off? */
    record SwitchOff() implements SecurityDialog {}

    /** Shall another take this token's place? @param lifetimes the choice, if the new one may not have the old one's; {@code problem} why it was refused */
    record Rotate(Token token, List<LifetimeChoice> lifetimes, FormProblem problem) implements SecurityDialog {}

    /** Shall this token really end? */
    record Revoke(Token token) implements SecurityDialog {}
}
