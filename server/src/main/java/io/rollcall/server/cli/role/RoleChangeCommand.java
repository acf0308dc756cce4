package io.rollcall.server.cli.role;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import picocli.CommandLine.Mixin;

/** Base of the commands that change one role and print it as it is afterwards. */
abstract class RoleChangeCommand extends FeatureCommand {
    private final String done;

    @Mixin
    private final RoleArguments arguments = new RoleArguments();

    /** @param done success message, with {@code %s} for the role's value */
    RoleChangeCommand(Program program, String done) {
        super(program);
        this.done = done;
    }

    /** Changes the role and returns the changed one. */
    abstract Role change(Roles roles, OrganizationId organization, String value, Actor actor);

    /** Returns text to append to the message, such as the next command, with a leading space; empty for none. */
    String next(Organization organization) {
        return "";
    }

    @Override
    protected final void run(Features features, CommandOutput output) {
        Organization organization = arguments.resolve(features);
        Role changed = change(features.roles(), organization.id(), arguments.value(), Actor.operator());
        int position = features.roles().catalogue(organization.id()).position(changed.value());
        output.print(new RoleOutput(changed, position).json(), done.formatted(changed.value()) + next(organization));
    }
}
