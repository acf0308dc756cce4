package io.rollcall.server.cli.user;

import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.users.UserSummary;
import java.time.Instant;

/** A user, or a former user, as commands print it. */
record UserOutput(UserSummary account) {
    String id() {
        return account.id().toString();
    }

    String userName() {
        return account.userName();
    }

    /** Returns the state and, if known, when it began. */
    String state() {
        return EnumName.of(account.state())
                + account.since().map(Instant::toString).map(" since "::concat).orElse("");
    }

    String role() {
        return account.role().orElse("");
    }

    JsonLine json() {
        return JsonLine.of(account.toJson());
    }
}
