package io.rollcall.server.cli;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleHolders;
import io.rollcall.server.roles.RoleKind;
import io.rollcall.server.roles.Roles;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.BiConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall role}: the roles that an organization's users may have, from the first to the last day of each. */
@Command(
        name = "role",
        mixinStandardHelpOptions = true,
        description = {
            "Keep the list of roles that an organization's users may have.",
            "",
            "A role has a value, which identity providers send and which never changes, and a display name for people."
                    + " Its kind says where it is offered: to people one by one (personal), with a group (group), or"
                    + " both. Every server follows a change within a second."
        },
        footer = {
            "",
            "Example: a role for auditors, and the lists to enter in Okta afterwards:",
            "  rollcall role add acme auditor --name Auditor --kind both",
            "  rollcall role list acme --okta"
        })
final class RoleCommand implements Runnable {
    private final Program program;

    @Spec
    private CommandSpec spec;

    private RoleCommand(Program program) {
        this.program = program;
    }

    static CommandLine of(Program program) {
        return new CommandLine(new RoleCommand(program)).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: list, add, rename, kind, move, retire, reinstate, delete, default, nodefault, forbid"
                        + " or allow.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the roles in their order, or as the tables that an Okta administrator enters.")
    int list(
            @Parameters(paramLabel = "SLUG", description = "The organization.") String slug,
            @Option(names = "--okta", description = "Only what to enter in Okta, as display name and value.")
                    boolean okta,
            @Option(names = "--json", description = "Print JSON, for scripts.") boolean json,
            @Mixin SettingsOptions settings) {
        RolePrinter printer = new RolePrinter(out());
        return use(settings, new Slug(slug), (roles, organization) -> {
            if (okta && json) {
                printer.oktaJson(roles.oktaLists(organization));
            } else if (okta) {
                printer.okta(roles.oktaLists(organization));
            } else if (json) {
                printer.json(roles.catalogue(organization));
            } else {
                printer.table(roles.catalogue(organization));
            }
        });
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Add a role at the end of the list.")
    int add(
            @Mixin RoleArguments role,
            @Option(names = "--name", paramLabel = "NAME", description = "What people read; the value by default.")
                    Optional<String> name,
            @Option(
                            names = "--kind",
                            paramLabel = "KIND",
                            defaultValue = "PERSONAL",
                            description = "personal (by default), group or both.")
                    RoleKind kind) {
        return change(
                role,
                "Added the role '%s'. Show what to enter in Okta: rollcall role list " + role.slug() + " --okta",
                (roles, organization) ->
                        roles.add(organization, role.value(), name.orElse(role.value()), kind, Actor.operator()));
    }

    @Command(
            name = "rename",
            mixinStandardHelpOptions = true,
            description = "Change a role's display name; the value stays, and users keep the role.")
    int rename(
            @Mixin RoleArguments role,
            @Parameters(index = "2", paramLabel = "NAME", description = "What people read.") String name) {
        return change(
                role,
                "Renamed the role '%s'.",
                (roles, organization) -> roles.rename(organization, role.value(), name, Actor.operator()));
    }

    @Command(
            name = "kind",
            mixinStandardHelpOptions = true,
            description = "Say where a role is offered: to people one by one, with a group, or both.")
    int kind(
            @Mixin RoleArguments role,
            @Parameters(index = "2", paramLabel = "KIND", description = "personal, group or both.") RoleKind kind) {
        return change(
                role,
                "Changed the kind of the role '%s'.",
                (roles, organization) -> roles.changeKind(organization, role.value(), kind, Actor.operator()));
    }

    @Command(name = "move", mixinStandardHelpOptions = true, description = "Put a role elsewhere in the list.")
    int move(
            @Mixin RoleArguments role,
            @Parameters(index = "2", paramLabel = "POSITION", description = "Its new place: 1 is the first.")
                    int position) {
        return change(
                role,
                "Moved the role '%s'.",
                (roles, organization) -> roles.move(organization, role.value(), position, Actor.operator()));
    }

    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description = "Give a role to nobody any more. Users who have it keep it; 'reinstate' undoes it.")
    int retire(
            @Mixin RoleArguments role,
            @Option(names = "--dry-run", description = "Change nothing; say how many users have it, and who.")
                    boolean dryRun) {
        if (dryRun) {
            return preview(role);
        }
        return change(
                role,
                "Retired the role '%s': nobody gets it any more, and whoever has it keeps it.",
                (roles, organization) -> roles.retire(organization, role.value(), Actor.operator()));
    }

    private int preview(RoleArguments role) {
        return use(role.settings(), role.slug(), (roles, organization) -> {
            RoleHolders holders = roles.holders(organization, role.value());
            if (role.json()) {
                new RolePrinter(out()).json(role.value(), holders).print(out());
            } else {
                out().println("Users who have it and would keep it: " + holders.inWords());
            }
        });
    }

    @Command(name = "reinstate", mixinStandardHelpOptions = true, description = "Let users get a retired role again.")
    int reinstate(@Mixin RoleArguments role) {
        return change(
                role,
                "Reinstated the role '%s'.",
                (roles, organization) -> roles.reinstate(organization, role.value(), Actor.operator()));
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Remove a role that no user has; for one that users have, see 'retire'.")
    int delete(@Mixin RoleArguments role) {
        return use(role.settings(), role.slug(), (roles, organization) -> {
            roles.delete(organization, role.value(), Actor.operator());
            if (!role.json()) {
                out().println("Deleted the role '" + role.value() + "'.");
            }
        });
    }

    @Command(
            name = "default",
            mixinStandardHelpOptions = true,
            description = "Give new users this role where the identity provider names none. 'nodefault' undoes it.")
    int makeDefault(@Mixin RoleArguments role) {
        return change(
                role,
                "New users who come without a role now get '%s'.",
                (roles, organization) -> roles.makeDefault(organization, role.value(), Actor.operator()));
    }

    @Command(
            name = "nodefault",
            mixinStandardHelpOptions = true,
            description = "Let new users come without a role again, as it is at first.")
    int clearDefault(
            @Parameters(paramLabel = "SLUG", description = "The organization.") String slug,
            @Mixin SettingsOptions settings) {
        return use(settings, new Slug(slug), (roles, organization) -> {
            roles.clearDefault(organization, Actor.operator());
            out().println("There is no default role now.");
        });
    }

    @Command(
            name = "forbid",
            mixinStandardHelpOptions = true,
            description = "Let no identity provider give the role. Users who have it keep it; 'allow' undoes it.")
    int forbid(@Mixin RoleArguments role) {
        return change(
                role,
                "Identity providers can no longer give the role '%s'.",
                (roles, organization) -> roles.forbid(organization, role.value(), Actor.operator()));
    }

    @Command(
            name = "allow",
            mixinStandardHelpOptions = true,
            description = "Let identity providers give the role again, as every role at first.")
    int allow(@Mixin RoleArguments role) {
        return change(
                role,
                "Identity providers can give the role '%s'.",
                (roles, organization) -> roles.allow(organization, role.value(), Actor.operator()));
    }

    @FunctionalInterface
    private interface Change {
        Role of(Roles roles, OrganizationId organization);
    }

    /** @param done what to say to a person, with a place for the role's value */
    private int change(RoleArguments role, String done, Change change) {
        return use(role.settings(), role.slug(), (roles, organization) -> {
            Role changed = change.of(roles, organization);
            if (role.json()) {
                new RolePrinter(out())
                        .json(roles.catalogue(organization), changed)
                        .print(out());
            } else {
                out().println(done.formatted(changed.value()));
            }
        });
    }

    private int use(SettingsOptions settings, Slug slug, BiConsumer<Roles, OrganizationId> work) {
        return program.use(settings.load(), features -> {
            work.accept(features.roles(), features.organizations().get(slug).id());
            return ExitCode.OK;
        });
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
