package io.rollcall.server.cli.output;

import io.rollcall.server.credentials.Credential;
import io.rollcall.server.kernel.EnumName;
import java.time.Instant;

/** Columns that the lists of tokens and of admin keys have in common. */
public record CredentialColumns(Credential credential, Instant now) {
    /** Returns the state; for a replaced credential, also its successor and when it ends. */
    public String state() {
        Credential.State state = credential.stateAt(now);
        if (state != Credential.State.REPLACED) {
            return EnumName.of(state);
        }
        return "replaced by " + credential.replacedBy().orElseThrow()
                + credential.retires().map(retires -> ", ends " + retires).orElse(", which is not used yet");
    }

    public String expires() {
        return credential.expires().map(Instant::toString).orElse("never");
    }

    public String lastUse() {
        return credential
                .lastUse()
                .map(use -> use.at() + " from " + use.address())
                .orElse("never");
    }
}
