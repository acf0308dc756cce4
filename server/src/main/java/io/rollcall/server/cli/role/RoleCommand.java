package io.rollcall.server.cli.role;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall role}: the roles that an organization's users may have. */
@Command(
        name = "role",
        description = {
            "Manage the roles that an organization's users may have.",
            "",
            "A role has a value, which identity providers send and which never changes, and a display name for people."
                    + " Every server follows a change within a second."
        },
        footer = {"", "Help on one: rollcall role add --help"})
public final class RoleCommand extends CommandGroup {
    private RoleCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new RoleCommand())
                .addSubcommand(new ListRoles(program))
                .addSubcommand(new Add(program))
                .addSubcommand(new Rename(program))
                .addSubcommand(new Kind(program))
                .addSubcommand(new Move(program))
                .addSubcommand(new RetireRole(program))
                .addSubcommand(new Reinstate(program))
                .addSubcommand(new Delete(program))
                .addSubcommand(new Default(program))
                .addSubcommand(new NoDefault(program))
                .addSubcommand(new Forbid(program))
                .addSubcommand(new Allow(program));
    }

    /** {@code rollcall role add}. */
    @Command(
            name = "add",
            description = {
                "Add a role at the end of the list.",
                "",
                "Identity providers send its value, which never changes. An Okta administrator also enters it in the list of the"
                        + " role attribute; 'rollcall role list SLUG --okta' shows what to enter."
            },
            footer = {"", "Example: rollcall role add acme auditor --name Auditor --kind both"})
    private static final class Add extends RoleChangeCommand {
        @Option(names = "--name", paramLabel = "NAME", description = "The display name; by default the value.")
        private Optional<String> name;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                converter = RoleArguments.KindConverter.class,
                defaultValue = "personal",
                description = "Offer it to single people (personal), groups (group) or both; by default"
                        + " '${DEFAULT-VALUE}'.")
        private Role.Kind kind;

        Add(Program program) {
            super(program, "Added the role '%s'.");
        }

        @Override
        String next(Organization organization) {
            return " To show what to enter in Okta: "
                    + ProgramName.command("role", "list", organization.slug().value(), "--okta");
        }

        @Override
        Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
            return roles.add(organization, value, name.orElse(value), kind, actor);
        }
    }

    /** {@code rollcall role rename}. */
    @Command(name = "rename", description = "Change a role's display name. Its value stays, and users keep the role.")
    private static final class Rename extends RoleChangeCommand {
        @Parameters(index = "2", paramLabel = "NAME", description = "The new display name.")
        private String name;

        Rename(Program program) {
            super(program, "Renamed the role '%s'.");
        }

        @Override
        Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
            return roles.rename(organization, value, name, actor);
        }
    }

    /** {@code rollcall role kind}. */
    @Command(name = "kind", description = "Offer a role to single people (personal), to groups (group), or to both.")
    private static final class Kind extends RoleChangeCommand {
        @Parameters(
                index = "2",
                paramLabel = "KIND",
                converter = RoleArguments.KindConverter.class,
                description = "personal, group or both.")
        private Role.Kind kind;

        Kind(Program program) {
            super(program, "Changed the kind of the role '%s'.");
        }

        @Override
        Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
            return roles.changeKind(organization, value, kind, actor);
        }
    }

    /** {@code rollcall role move}. */
    @Command(name = "move", description = "Move a role to another position in the list.")
    private static final class Move extends RoleChangeCommand {
        @Parameters(index = "2", paramLabel = "POSITION", description = "The new position; 1 is the first.")
        private int position;

        Move(Program program) {
            super(program, "Moved the role '%s'.");
        }

        @Override
        Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
            return roles.move(organization, value, position, actor);
        }
    }

    /** {@code rollcall role reinstate}. */
    @Command(name = "reinstate", description = "Make a retired role assignable again.")
    private static final class Reinstate extends RoleChangeCommand {
        Reinstate(Program program) {
            super(program, "Reinstated the role '%s'.");
        }

        @Override
        Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
            return roles.reinstate(organization, value, actor);
        }
    }

    /** {@code rollcall role delete}. */
    @Command(name = "delete", description = "Delete a role that no user has; for one that users have, see 'retire'.")
    private static final class Delete extends FeatureCommand {
        @Mixin
        private final RoleArguments arguments = new RoleArguments();

        Delete(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            features.roles().delete(arguments.resolve(features).id(), arguments.value(), Actor.operator());
            output.print(
                    new JsonLine().with("value", arguments.value()).with("deleted", true),
                    "Deleted the role '" + arguments.value() + "'.");
        }
    }

    /** {@code rollcall role default}. */
    @Command(
            name = "default",
            description = "Assign this role to new users if the identity provider names none; 'nodefault' undoes it.")
    private static final class Default extends RoleChangeCommand {
        Default(Program program) {
            super(program, "New users who come without a role now get '%s'.");
        }

        @Override
        Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
            return roles.makeDefault(organization, value, actor);
        }
    }

    /** {@code rollcall role nodefault}. */
    @Command(name = "nodefault", description = "Create users without a role again if the identity provider names none.")
    private static final class NoDefault extends FeatureCommand {
        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        NoDefault(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            features.roles().clearDefault(argument.resolve(features).id(), Actor.operator());
            output.print(new JsonLine().with("value", (Object) null), "There is no default role now.");
        }
    }

    /** {@code rollcall role forbid}. */
    @Command(
            name = "forbid",
            description = "Stop identity providers from assigning a role. Users keep it; 'allow' undoes it.")
    private static final class Forbid extends RoleChangeCommand {
        Forbid(Program program) {
            super(program, "Identity providers can no longer give the role '%s'.");
        }

        @Override
        Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
            return roles.forbid(organization, value, actor);
        }
    }

    /** {@code rollcall role allow}. */
    @Command(name = "allow", description = "Allow identity providers to assign a role again, as they may by default.")
    private static final class Allow extends RoleChangeCommand {
        Allow(Program program) {
            super(program, "Identity providers can give the role '%s'.");
        }

        @Override
        Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
            return roles.allow(organization, value, actor);
        }
    }
}
