package io.rollcall.server.cli;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall role rename}. */
@Command(name = "rename", description = "Change a role's display name. Its value stays, and users keep the role.")
final class RenameRole extends ChangeRole {
    @Parameters(index = "2", paramLabel = "NAME", description = "What people read.")
    private String name;

    RenameRole(Program program) {
        super(program);
    }

    @Override
    Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
        return roles.rename(organization, value, name, actor);
    }

    @Override
    String done() {
        return "Renamed the role '%s'.";
    }
}
