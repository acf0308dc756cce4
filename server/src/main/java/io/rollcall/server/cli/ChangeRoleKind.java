package io.rollcall.server.cli;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleKind;
import io.rollcall.server.roles.Roles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall role kind}. */
@Command(
        name = "kind",
        description = "Say for whom a role is offered: people one by one (personal), groups (group), or both.")
final class ChangeRoleKind extends ChangeRole {
    @Parameters(
            index = "2",
            paramLabel = "KIND",
            converter = KindConverter.class,
            description = "personal, group or both.")
    private RoleKind kind;

    ChangeRoleKind(Program program) {
        super(program);
    }

    @Override
    Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
        return roles.changeKind(organization, value, kind, actor);
    }

    @Override
    String done() {
        return "Changed the kind of the role '%s'.";
    }
}
