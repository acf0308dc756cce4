package io.rollcall.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall organization}: the customers of the product. */
@Command(
        name = "organization",
        description = {
            "Create, change and end organizations.",
            "",
            "An organization is a customer: it has users, roles and tokens of its own, and a SCIM base URL that"
                    + " starts with its slug."
        },
        footer = {"", "Help on one: rollcall organization create --help"})
final class OrganizationCommand extends CommandGroup {
    private OrganizationCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new OrganizationCommand())
                .addSubcommand(new CreateOrganization(program))
                .addSubcommand(new ListOrganizations(program))
                .addSubcommand(new ShowOrganization(program))
                .addSubcommand(new RenameOrganization(program))
                .addSubcommand(new SuspendOrganization(program))
                .addSubcommand(new ResumeOrganization(program))
                .addSubcommand(ScimCommand.of(program))
                .addSubcommand(new OrganizationPolicy(program))
                .addSubcommand(new DeleteOrganization(program));
    }
}
