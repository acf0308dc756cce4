package io.rollcall.server.cli;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.credentials.CredentialState;
import java.time.Instant;
import java.util.Locale;

/** A credential in words, as tables print it. */
record CredentialWords(Credential credential, Instant now) {

    /** Returns the state with what follows from it. */
    String state() {
        CredentialState state = credential.stateAt(now);
        if (state != CredentialState.REPLACED) {
            return state.name().toLowerCase(Locale.ROOT);
        }
        return "replaced by " + credential.replacedBy().orElseThrow()
                + credential.retires().map(retires -> ", ends " + retires).orElse(", which is not used yet");
    }
}
