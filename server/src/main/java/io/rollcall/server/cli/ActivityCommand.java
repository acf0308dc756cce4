package io.rollcall.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall activity}: what happened in an organization, and who did it. */
@Command(
        name = "activity",
        description = {
            "Show what happened in an organization: changes and refused requests.",
            "",
            "Each answer of the SCIM service has the id of its request in the header X-Request-Id; the entries have it, too."
        },
        footer = {"", "Help on one: rollcall activity list --help"})
final class ActivityCommand extends CommandGroup {
    private ActivityCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new ActivityCommand())
                .addSubcommand(new ListActivity(program))
                .addSubcommand(new ShowActivity(program));
    }
}
