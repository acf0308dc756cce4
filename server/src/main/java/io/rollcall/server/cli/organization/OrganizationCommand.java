package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall organization}: the customers of the product. */
@Command(
        name = "organization",
        description = {
            "Create, change, suspend and delete organizations.",
            "",
            "An organization is a customer: it has users, roles and tokens of its own, and a SCIM base URL that"
                    + " starts with its slug."
        },
        footer = {"", "Help on one: rollcall organization create --help"})
public final class OrganizationCommand extends CommandGroup {
    private OrganizationCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new OrganizationCommand())
                .addSubcommand(new Create(program))
                .addSubcommand(new ListAll(program))
                .addSubcommand(new ShowOrganization(program))
                .addSubcommand(new RenameOrganization(program))
                .addSubcommand(new Suspend(program))
                .addSubcommand(new Resume(program))
                .addSubcommand(ScimCommand.of(program))
                .addSubcommand(GroupsCommand.of(program))
                .addSubcommand(StaticTokensCommand.of(program))
                .addSubcommand(new PolicyCommand(program))
                .addSubcommand(new DeleteOrganization(program));
    }

    /** {@code rollcall organization create}. */
    @Command(
            name = "create",
            description = "Create an organization with the default roles. SCIM provisioning is on.",
            footer = {"", "Example: rollcall organization create acme --name 'Acme Inc.'"})
    private static final class Create extends FeatureCommand {
        @Parameters(
                paramLabel = "SLUG",
                description = "Its name in host names, such as acme: lower-case letters, digits and hyphens.")
        private String slug;

        @Option(names = "--name", paramLabel = "NAME", description = "The display name; by default the slug.")
        private Optional<String> name;

        Create(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Organization created = features.organizations().create(new Slug(slug), name.orElse(slug), Actor.operator());
            OrganizationOutput organization = OrganizationOutput.of(created, features);
            output.print(
                    organization.json(),
                    "Created the organization '" + slug + "'.",
                    "SCIM base URL: " + organization.url(),
                    "Next: " + ProgramName.command("token", "generate", slug));
        }
    }

    /** {@code rollcall organization list}. */
    @Command(name = "list", description = "List all organizations.")
    private static final class ListAll extends FeatureCommand {
        ListAll(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            List<OrganizationOutput> all = features.organizations().list().stream()
                    .map(organization -> OrganizationOutput.of(organization, features))
                    .toList();
            Table table = new Table("SLUG", "STATE", "NAME", "SCIM BASE URL");
            all.forEach(
                    one -> table.row(one.slug(), one.state(), one.organization().name(), one.url()));
            output.printAll(
                    all.stream().map(OrganizationOutput::json).toList(),
                    table,
                    "There are no organizations yet. Create one: "
                            + ProgramName.command("organization", "create", "SLUG"));
        }
    }

    /** {@code rollcall organization suspend}. */
    @Command(
            name = "suspend",
            description = "Refuse every SCIM request of an organization until 'resume'. All its data is kept.")
    private static final class Suspend extends FeatureCommand {
        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        Suspend(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Organization suspended =
                    features.organizations().suspend(argument.resolve(features).id(), Actor.operator());
            output.print(
                    OrganizationOutput.of(suspended, features).json(),
                    "The organization '" + suspended.slug() + "' is suspended: its SCIM requests are refused with 403,"
                            + " its data is kept.",
                    "To end that: "
                            + ProgramName.command(
                                    "organization", "resume", suspended.slug().value()));
        }
    }

    /** {@code rollcall organization resume}. */
    @Command(name = "resume", description = "End an organization's suspension: its SCIM requests are answered again.")
    private static final class Resume extends FeatureCommand {
        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        Resume(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Organization resumed =
                    features.organizations().resume(argument.resolve(features).id(), Actor.operator());
            output.print(
                    OrganizationOutput.of(resumed, features).json(),
                    "The organization '" + resumed.slug() + "' is active.");
        }
    }
}
