package io.rollcall.server.console.setup;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.Token;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Connection of an identity provider: its valid tokens and the ones they replaced. */
record SetupConnection(Organization organization, List<Token> tokens, Instant now) {
    private boolean isOpen() {
        return organization.scimEnabled() && organization.status() == Organization.Status.ACTIVE;
    }

    private boolean writes(Token token) {
        return organization.staticTokens() && token.isValidAt(now) && token.scope() == Token.Scope.READ_WRITE;
    }

    /** Returns whether provisioning is on and there is a read-write token. */
    boolean isReady() {
        return isOpen() && tokens.stream().anyMatch(this::writes);
    }

    /** Returns whether a request with a token that is not being replaced has succeeded. */
    boolean isTested() {
        return isOpen()
                && tokens.stream()
                        .filter(this::writes)
                        .filter(token -> token.stateAt(now) == Credential.State.VALID)
                        .anyMatch(token -> token.lastSuccess().isPresent());
    }

    /** Returns when the connection began; empty if there is none. Rotations keep the time, a revocation resets it. */
    Optional<Instant> since() {
        Set<Long> chain = new HashSet<>();
        tokens.stream().filter(this::writes).map(Token::id).forEach(chain::add);
        // A successor is newer than the tokens that it replaced, so one pass finds them all.
        tokens.stream()
                .sorted(Comparator.comparing(Token::id, Comparator.reverseOrder()))
                .filter(token -> token.revoked().isEmpty())
                .filter(token -> token.replacedBy().filter(chain::contains).isPresent())
                .forEach(token -> chain.add(token.id()));
        return tokens.stream()
                .filter(token -> chain.contains(token.id()))
                .map(Token::created)
                .min(Comparator.naturalOrder());
    }
}
