package io.rollcall.server.activity;

import io.rollcall.server.audit.chain.Seal;
import java.util.UUID;

/** What an entry says in words that may tell of a person. @param seal null in an entry of an older server */
record LoggedText(UUID id, String subject, String detail, String changes, byte[] seal) {
    /** Returns the seal that the entry has once these words are erased. */
    byte[] erasedSeal() {
        Seal present = seal == null ? Seal.fresh() : new Seal(seal);
        return present.erased(ChainedActivityRow.texts(subject, detail, changes))
                .value();
    }
}
