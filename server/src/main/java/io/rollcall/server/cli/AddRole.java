package io.rollcall.server.cli;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleKind;
import io.rollcall.server.roles.Roles;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall role add}. */
@Command(
        name = "add",
        description = {
            "Add a role at the end of the list.",
            "",
            "Identity providers send its value, which never changes. An Okta administrator also enters it in the list of the"
                    + " role attribute; 'rollcall role list SLUG --okta' shows what to enter."
        },
        footer = {"", "Example: rollcall role add acme auditor --name Auditor --kind both"})
final class AddRole extends ChangeRole {
    @Option(names = "--name", paramLabel = "NAME", description = "What people read; the value by default.")
    private Optional<String> name;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            converter = KindConverter.class,
            defaultValue = "personal",
            description = "For whom it is offered: personal (people one by one), group or both; '${DEFAULT-VALUE}' by"
                    + " default.")
    private RoleKind kind;

    AddRole(Program program) {
        super(program);
    }

    @Override
    Role change(Roles roles, OrganizationId organization, String value, Actor actor) {
        return roles.add(organization, value, name.orElse(value), kind, actor);
    }

    @Override
    String done() {
        return "Added the role '%s'. To show what to enter in Okta: "
                + ProgramName.command("role", "list", "SLUG", "--okta").replace("%", "%%");
    }
}
