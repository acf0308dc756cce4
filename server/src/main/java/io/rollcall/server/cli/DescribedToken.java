package io.rollcall.server.cli;

import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenJson;
import java.time.Instant;

/** A token as commands print it. */
record DescribedToken(Token token, Instant now) {
    /** The state with what follows from it. */
    String stateInWords() {
        return new CredentialWords(token, now).state();
    }

    String scope() {
        return EnumName.of(token.scope());
    }

    String expires() {
        return token.expires().map(Instant::toString).orElse("never");
    }

    String lastUse() {
        return token.lastUse().map(use -> use.at() + " from " + use.address()).orElse("never");
    }

    Json json() {
        return Json.of(TokenJson.of(token, now));
    }
}
