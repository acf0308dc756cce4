package io.rollcall.server.events.tokens;

import io.rollcall.server.database.Row;
import java.time.Instant;
import java.util.Optional;

/** Verification of a stream that the receiver has not acknowledged. @param id of its token */
record StreamVerification(String id, Optional<String> state, Instant created) {
    static StreamVerification read(Row row) {
        return new StreamVerification(row.text(1), row.optionalText(2), row.instant(3));
    }
}
