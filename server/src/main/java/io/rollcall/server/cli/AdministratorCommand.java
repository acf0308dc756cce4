package io.rollcall.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall administrator}: the people who sign in to the Admin Console. */
@Command(
        name = "administrator",
        description = {
            "Add, list and remove the people who sign in to the Admin Console.",
            "",
            "An administrator is for one organization, or, as an operator, for all of them. The first start of the server"
                    + " makes an operator and prints the name and the password."
        },
        footer = {"", "Help on one: rollcall administrator add --help"})
final class AdministratorCommand extends CommandGroup {
    private AdministratorCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new AdministratorCommand())
                .addSubcommand(new AddAdministrator(program))
                .addSubcommand(new ListAdministrators(program))
                .addSubcommand(new ResetPassword(program))
                .addSubcommand(new RemoveAdministrator(program));
    }
}
