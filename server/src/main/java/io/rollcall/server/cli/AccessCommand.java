package io.rollcall.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall access}: who and what has access. */
@Command(
        name = "access",
        description = "Review who and what has access: administrators, admin keys and SCIM tokens.",
        footer = {"", "Help on one: rollcall access review --help"})
final class AccessCommand extends CommandGroup {
    private AccessCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new AccessCommand()).addSubcommand(new ReviewAccess(program));
    }
}
