package io.rollcall.server.cli;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import picocli.CommandLine.Command;

/** {@code rollcall role allow}. */
@Command(name = "allow", description = "Let identity providers give the role again, as every role at first.")
final class AllowRole extends ChangeRole {
    AllowRole(Program program) {
        super(program);
    }

    @Override
    Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
        return roles.allow(organization, value, actor);
    }

    @Override
    String done() {
        return "Identity providers can give the role '%s'.";
    }
}
