package io.rollcall.server.cli;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import picocli.CommandLine.Command;

/** {@code rollcall role forbid}. */
@Command(
        name = "forbid",
        description = "Let no identity provider give the role. Users who have it keep it; 'allow' undoes it.")
final class ForbidRole extends ChangeRole {
    ForbidRole(Program program) {
        super(program);
    }

    @Override
    Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
        return roles.forbid(organization, value, actor);
    }

    @Override
    String done() {
        return "Identity providers can no longer give the role '%s'.";
    }
}
