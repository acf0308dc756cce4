package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.users.Account;
import java.util.function.Supplier;

/** A user as a person at a terminal names one; where there is none, they are told how to see those who are there. */
record NamedUser(Features features, OrganizationId organization, String named) {
    Account get() {
        return found(() -> features.accounts().get(organization, named));
    }

    Account getPresent() {
        return found(() -> features.accounts().getPresent(organization, named));
    }

    private static Account found(Supplier<Account> look) {
        try {
            return look.get();
        } catch (Refusal refusal) {
            throw refusal.reason() == Refusal.Reason.NOT_FOUND
                    ? Refusal.notFound(refusal.getMessage()
                            + " 'rollcall user list SLUG' shows its users, and with --former those who were deleted.")
                    : refusal;
        }
    }
}
