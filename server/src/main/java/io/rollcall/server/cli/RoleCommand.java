package io.rollcall.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall role}: the roles that an organization's users may have, from the first to the last day of each. */
@Command(
        name = "role",
        description = {
            "Keep the list of roles that an organization's users may have.",
            "",
            "A role has a value, which identity providers send and which never changes, and a display name for people."
                    + " Every server follows a change within a second."
        },
        footer = {"", "Help on one: rollcall role add --help"})
final class RoleCommand extends CommandGroup {
    private RoleCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new RoleCommand())
                .addSubcommand(new ListRoles(program))
                .addSubcommand(new AddRole(program))
                .addSubcommand(new RenameRole(program))
                .addSubcommand(new ChangeRoleKind(program))
                .addSubcommand(new MoveRole(program))
                .addSubcommand(new RetireRole(program))
                .addSubcommand(new ReinstateRole(program))
                .addSubcommand(new DeleteRole(program))
                .addSubcommand(new MakeRoleDefault(program))
                .addSubcommand(new ClearDefaultRole(program))
                .addSubcommand(new ForbidRole(program))
                .addSubcommand(new AllowRole(program));
    }
}
