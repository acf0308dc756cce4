package io.rollcall.server.cli;

import picocli.CommandLine.Command;

/** {@code rollcall user deactivate}. */
@Command(
        name = "deactivate",
        description = "Make a user inactive, as the identity provider does by 'active': false, and keep all data.",
        footer = {"", "Example: rollcall user deactivate acme jane@example.com"})
final class DeactivateUser extends SwitchUser {
    DeactivateUser(Program program) {
        super(program, false);
    }
}
