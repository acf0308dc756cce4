package io.rollcall.server.activity;

import io.rollcall.server.audit.chain.Seal;
import java.util.UUID;

/** Texts of an entry that may contain personal data. @param seal null in an entry of an earlier release */
record LoggedText(UUID id, String subject, String detail, String changes, byte[] seal) {
    /** Returns the seal of the entry after these texts are erased. */
    byte[] erasedSeal() {
        Seal present = seal == null ? Seal.fresh() : new Seal(seal);
        return present.erased(ChainedActivityRow.texts(subject, detail, changes))
                .value();
    }
}
