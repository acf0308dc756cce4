package io.rollcall.server.cli;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import picocli.CommandLine.Command;

/** {@code rollcall role default}. */
@Command(
        name = "default",
        description = "Give new users this role where the identity provider names none; 'nodefault' undoes it.")
final class MakeRoleDefault extends ChangeRole {
    MakeRoleDefault(Program program) {
        super(program);
    }

    @Override
    Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
        return roles.makeDefault(organization, value, actor);
    }

    @Override
    String done() {
        return "New users who come without a role now get '%s'.";
    }
}
