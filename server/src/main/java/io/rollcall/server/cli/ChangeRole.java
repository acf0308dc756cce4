package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import picocli.CommandLine.Mixin;

/** A command that changes one role, and answers with the role as it is then. */
abstract class ChangeRole extends FeatureCommand {
    @Mixin
    private final RoleArguments arguments = new RoleArguments();

    ChangeRole(Program program) {
        super(program);
    }

    abstract Role change(Roles roles, OrganizationId organization, String value, Actor actor);

    /** What to say to a person, with a place for the role's value. */
    abstract String done();

    @Override
    void run(Features features, Answer answer) {
        Organization organization = arguments.in(features);
        Role changed = change(features.roles(), organization.id(), arguments.value(), Actor.operator());
        int position = features.roles().catalogue(organization.id()).position(changed.value());
        answer.give(new DescribedRole(changed, position).json(), done().formatted(changed.value()));
    }
}
