package io.rollcall.server.console.security;

import io.rollcall.server.tokens.IssuedToken;
import io.rollcall.server.tokens.Token;
import java.util.List;
import java.util.Optional;

/** What is asked or shown in front of the security page. */
sealed interface SecurityDialog {
    /** Shall there be a token? @param problem what was wrong with the one that was asked for */
    record Generate(String name, List<LifetimeChoice> lifetimes, Optional<String> problem) implements SecurityDialog {}

    /** Here it is, this once. */
    record Shown(IssuedToken issued) implements SecurityDialog {}

    /** Shall provisioning really be switched off? */
    record SwitchOff() implements SecurityDialog {}

    /** Shall another take this token's place? @param lifetimes the choice, if the new one may not have the old one's */
    record Rotate(Token token, List<LifetimeChoice> lifetimes) implements SecurityDialog {}

    /** Shall this token really end? */
    record Revoke(Token token) implements SecurityDialog {}
}
