package io.rollcall.server.cli;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall role move}. */
@Command(name = "move", description = "Put a role elsewhere in the list.")
final class MoveRole extends ChangeRole {
    @Parameters(index = "2", paramLabel = "POSITION", description = "Its new place: 1 is the first.")
    private int position;

    MoveRole(Program program) {
        super(program);
    }

    @Override
    Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
        return roles.move(organization, value, position, actor);
    }

    @Override
    String done() {
        return "Moved the role '%s'.";
    }
}
