package io.rollcall.server.cli;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.users.Account;
import picocli.CommandLine.Option;

/** The option of commands that make a user go: the name once more. */
final class ConfirmOption {
    @Option(
            names = "--confirm",
            required = true,
            paramLabel = "USERNAME",
            description = "The userName, as it is spelled, to show that you mean this user.")
    private String confirmation;

    /** @throws Refusal INVALID where somebody else was confirmed */
    void require(Account account, String deed) {
        if (!account.userName().equals(confirmation)) {
            throw Refusal.invalid("To " + deed + " the user '" + account.userName() + "', confirm with the userName '"
                    + account.userName() + "', not '" + confirmation + "'.");
        }
    }
}
