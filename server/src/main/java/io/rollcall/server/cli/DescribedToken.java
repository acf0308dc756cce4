package io.rollcall.server.cli;

import io.rollcall.server.credentials.LastUse;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenScope;
import io.rollcall.server.tokens.TokenSecret;
import java.time.Instant;
import java.util.Locale;

/** A token as commands print it. */
record DescribedToken(Token token, Instant now) {
    String state() {
        return token.stateAt(now).name().toLowerCase(Locale.ROOT);
    }

    /** The state with what follows from it. */
    String stateInWords() {
        return new CredentialWords(token, now).state();
    }

    String scope() {
        return token.scope() == TokenScope.READ_ONLY ? "read-only" : "read-write";
    }

    String expires() {
        return token.expires().map(Instant::toString).orElse("never");
    }

    String lastUse() {
        return token.lastUse().map(use -> use.at() + " from " + use.address()).orElse("never");
    }

    Json json() {
        return describe(new Json().with("id", token.id()))
                .with("state", state())
                .with("createdBy", token.createdBy())
                .with("created", token.created().toString())
                .with("lastUsed", token.lastUse().map(LastUse::at))
                .with("lastAddress", token.lastUse().map(LastUse::address))
                .with("lastSuccess", token.lastSuccess())
                .with("replacedBy", token.replacedBy().orElse(null))
                .with("retires", token.retires())
                .with("revoked", token.revoked());
    }

    /** For the one time that its text is shown. */
    Json jsonWith(TokenSecret secret) {
        return describe(new Json().with("token", secret.reveal()).with("id", token.id()));
    }

    private Json describe(Json json) {
        return json.with("name", token.name()).with("scope", scope()).with("expires", token.expires());
    }
}
