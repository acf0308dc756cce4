package io.rollcall.server.cli;

import picocli.CommandLine.Command;

/** {@code rollcall user reactivate}. */
@Command(
        name = "reactivate",
        description = "Make a user active again.",
        footer = {"", "Example: rollcall user reactivate acme jane@example.com"})
final class ReactivateUser extends SwitchUser {
    ReactivateUser(Program program) {
        super(program, true);
    }
}
