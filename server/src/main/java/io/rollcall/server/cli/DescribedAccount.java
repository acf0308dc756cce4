package io.rollcall.server.cli;

import io.rollcall.server.users.Account;
import io.rollcall.server.users.AccountJson;
import java.time.Instant;
import java.util.Locale;

/** A user as commands print one. */
record DescribedAccount(Account account) {
    String id() {
        return account.id().toString();
    }

    String state() {
        return account.state().name().toLowerCase(Locale.ROOT);
    }

    /** With the moment since when, where it is known. */
    String stateInWords() {
        return state()
                + account.since().map(Instant::toString).map(" since "::concat).orElse("");
    }

    String role() {
        return account.role().orElse("");
    }

    Json json() {
        return Json.of(AccountJson.of(account));
    }
}
