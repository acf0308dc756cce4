package io.rollcall.server.cli.administrator;

import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationOption;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall administrator}: the people who sign in to the Admin Console. */
@Command(
        name = "administrator",
        description = {
            "Add, list and remove the people who sign in to the Admin Console.",
            "",
            "An administrator is for one organization, or, as an operator, for all of them. The first start of the server"
                    + " creates an operator and prints the name and the password."
        },
        footer = {"", "Help on one: rollcall administrator add --help"})
public final class AdministratorCommand extends CommandGroup {
    private AdministratorCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new AdministratorCommand())
                .addSubcommand(new Add(program))
                .addSubcommand(new ListAll(program))
                .addSubcommand(new ResetPassword(program))
                .addSubcommand(new Remove(program));
    }

    /** {@code rollcall administrator add}. */
    @Command(
            name = "add",
            description = "Add an administrator. The one-time password is shown once and has to be changed.",
            footer = {
                "",
                "Examples: rollcall administrator add jane@example.com --organization acme",
                "          rollcall administrator add operator2"
            })
    private static final class Add extends FeatureCommand {
        @Parameters(
                paramLabel = "NAME",
                description = "The name to sign in with, in any case; preferably an e-mail address.")
        private String name;

        @Mixin
        private final OrganizationOption organization = new OrganizationOption();

        Add(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Administrators.IssuedPassword issued = features.administrators()
                    .add(name, organization.resolve(features).map(Organization::id), Actor.operator());
            AdministratorOutput.print(issued, features, output);
        }
    }

    /** {@code rollcall administrator list}. */
    @Command(name = "list", description = "List the administrators.")
    private static final class ListAll extends FeatureCommand {
        ListAll(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            List<AdministratorOutput> all = features.administrators().list().stream()
                    .map(administrator -> AdministratorOutput.of(administrator, features))
                    .toList();
            Table table = new Table("NAME", "ORGANIZATION", "LAST SIGN-IN", "CREATED");
            all.forEach(one -> table.row(
                    one.administrator().name(),
                    one.reach(),
                    one.lastSignIn(),
                    one.administrator().created().toString()));
            output.printAll(
                    all.stream().map(AdministratorOutput::json).toList(),
                    table,
                    "There are no administrators. Add one: " + ProgramName.command("administrator", "add", "NAME"));
        }
    }

    /** {@code rollcall administrator reset-password}. */
    @Command(
            name = "reset-password",
            description =
                    "Set a new one-time password, sign the administrator out everywhere, and lift the lockout after"
                            + " failed sign-ins.",
            footer = {"", "Example: rollcall administrator reset-password jane@example.com"})
    private static final class ResetPassword extends FeatureCommand {
        @Parameters(paramLabel = "NAME", description = "The administrator's name, in any case.")
        private String name;

        ResetPassword(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            AdministratorOutput.print(
                    features.administrators().resetPassword(name, Actor.operator()), features, output);
        }
    }

    /** {@code rollcall administrator remove}. */
    @Command(
            name = "remove",
            description = {
                "Remove an administrator, who is signed out everywhere at once.",
                "",
                "Removing the last operator needs --confirm. The server does not create another one; 'rollcall"
                        + " administrator add' does."
            },
            footer = {"", "Example: rollcall administrator remove jane@example.com"})
    private static final class Remove extends FeatureCommand {
        @Parameters(paramLabel = "NAME", description = "The administrator's name, in any case.")
        private String name;

        @Option(
                names = "--confirm",
                paramLabel = "NAME",
                description = "The name once more, to show that you mean it; required to remove the last operator.")
        private Optional<String> confirmation = Optional.empty();

        Remove(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            features.administrators().delete(name, confirmation, Actor.operator());
            output.print(
                    new JsonLine().with("name", name).with("state", "removed"),
                    "Removed the administrator " + name + ".");
        }
    }
}
