package io.rollcall.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall user}: what an operator does by hand with the users that identity providers provision. */
@Command(
        name = "user",
        description = {
            "List, show, deactivate, delete, erase, export and import users.",
            "",
            "Users come and go with the identity provider, which does not learn of what is changed here. It may undo it"
                    + " with its next push."
        },
        footer = {"", "Help on one: rollcall user list --help"})
final class UserCommand extends CommandGroup {
    private UserCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new UserCommand())
                .addSubcommand(new ListUsers(program))
                .addSubcommand(new ShowUser(program))
                .addSubcommand(new DeactivateUser(program))
                .addSubcommand(new ReactivateUser(program))
                .addSubcommand(new DeleteUser(program))
                .addSubcommand(new EraseUser(program))
                .addSubcommand(new ExportUsers(program))
                .addSubcommand(new ImportUsers(program));
    }
}
