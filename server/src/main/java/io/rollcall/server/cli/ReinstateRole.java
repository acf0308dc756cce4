package io.rollcall.server.cli;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import picocli.CommandLine.Command;

/** {@code rollcall role reinstate}. */
@Command(name = "reinstate", description = "Let users get a retired role again.")
final class ReinstateRole extends ChangeRole {
    ReinstateRole(Program program) {
        super(program);
    }

    @Override
    Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
        return roles.reinstate(organization, value, actor);
    }

    @Override
    String done() {
        return "Reinstated the role '%s'.";
    }
}
