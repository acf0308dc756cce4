package io.rollcall.server.cli.user;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.users.UserSummary;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall user}: manual changes to provisioned users. */
@Command(
        name = "user",
        description = {
            "List, show, deactivate, delete, erase, export and import users.",
            "",
            "The identity provider creates and deletes users. It does not learn of changes that you make here, and may undo"
                    + " them with its next push."
        },
        footer = {"", "Help on one: rollcall user list --help"})
public final class UserCommand extends CommandGroup {
    private UserCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new UserCommand())
                .addSubcommand(new ListUsers(program))
                .addSubcommand(new ShowUser(program))
                .addSubcommand(new Deactivate(program))
                .addSubcommand(new Reactivate(program))
                .addSubcommand(new Delete(program))
                .addSubcommand(new Erase(program))
                .addSubcommand(new ExportUsers(program))
                .addSubcommand(new ImportUsers(program));
    }

    /** {@code rollcall user deactivate}. */
    @Command(
            name = "deactivate",
            description = "Make a user inactive, as the identity provider does by 'active': false. All data is kept.",
            footer = {"", "Example: rollcall user deactivate acme jane@example.com"})
    private static final class Deactivate extends ActiveChange {
        Deactivate(Program program) {
            super(program, false);
        }
    }

    /** {@code rollcall user reactivate}. */
    @Command(
            name = "reactivate",
            description = "Make a user active again.",
            footer = {"", "Example: rollcall user reactivate acme jane@example.com"})
    private static final class Reactivate extends ActiveChange {
        Reactivate(Program program) {
            super(program, true);
        }
    }

    /** Base of the commands that set {@code active} and print the user as it is afterwards. */
    private abstract static class ActiveChange extends FeatureCommand {
        private final boolean active;

        @Mixin
        private final UserArguments arguments = new UserArguments();

        ActiveChange(Program program, boolean active) {
            super(program);
            this.active = active;
        }

        @Override
        protected final void run(Features features, CommandOutput output) {
            OrganizationId organization = arguments.resolveForChange(features).id();
            UserSummary account = arguments.findPresent(features, organization);
            features.users().setActive(organization, account.id(), active, Actor.operator());
            UserOutput changed = new UserOutput(
                    features.accounts().getPresent(organization, account.id().toString()));
            output.print(
                    changed.json(),
                    "The user '" + changed.userName() + "' is " + (active ? "active" : "inactive") + ".");
        }
    }

    /** {@code rollcall user delete}. */
    @Command(
            name = "delete",
            description = {
                "Delete a user, as the identity provider does by DELETE.",
                "",
                "SCIM no longer serves the user, and the userName is free. The data is kept as a former user until the user"
                        + " returns, the organization's policy erases it, or 'rollcall user erase' does."
            },
            footer = {"", "Example: rollcall user delete acme jane@example.com --confirm jane@example.com"})
    private static final class Delete extends FeatureCommand {
        @Mixin
        private final UserArguments arguments = new UserArguments();

        @Mixin
        private final ConfirmOption confirm = new ConfirmOption();

        Delete(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            OrganizationId organization = arguments.resolveForChange(features).id();
            UserSummary account = arguments.findPresent(features, organization);
            confirm.require(account, "delete");
            features.users().delete(organization, account.id(), Actor.operator(), stored -> {});
            output.print(
                    new JsonLine()
                            .with("id", account.id().toString())
                            .with("userName", account.userName())
                            .with("deleted", true),
                    "Deleted the user '" + account.userName() + "'.");
        }
    }

    /** {@code rollcall user erase}. */
    @Command(
            name = "erase",
            description = {
                "Erase a user or a former user for good: the person's data, also in the activity.",
                "",
                "This cannot be undone, and there is no copy. The entries of the activity stay, without the name and the"
                        + " values. If the person returns, that is a new user with a new id.",
                "If another user has the userName of a former user, name the former user by id."
            },
            footer = {"", "Example: rollcall user erase acme jane@example.com --confirm jane@example.com"})
    private static final class Erase extends FeatureCommand {
        @Mixin
        private final UserArguments arguments = new UserArguments();

        @Mixin
        private final ConfirmOption confirm = new ConfirmOption();

        Erase(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            OrganizationId organization = arguments.resolveForChange(features).id();
            UserSummary account = arguments.find(features, organization);
            confirm.require(account, "erase");
            features.erasure().erase(organization, account.id(), Actor.operator());
            output.print(
                    new JsonLine().with("id", account.id().toString()).with("erased", true),
                    "Erased the user with the id " + account.id() + ".");
        }
    }

    /** Option {@code --confirm USERNAME} of the commands that remove a user. */
    private static final class ConfirmOption {
        @Option(
                names = "--confirm",
                required = true,
                paramLabel = "USERNAME",
                description = "The userName, exactly as spelled, to show that you mean this user.")
        private String confirmation;

        /** Checks the confirmation. @throws Refusal INVALID if it is not the userName */
        void require(UserSummary account, String verb) {
            if (!account.userName().equals(confirmation)) {
                throw Refusal.invalid("To " + verb + " the user '" + account.userName()
                        + "', confirm with the userName '" + account.userName() + "', not '" + confirmation + "'.");
            }
        }
    }
}
