package io.rollcall.server.cli.role;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.RoleHolderLookup;
import io.rollcall.server.roles.RoleJson;
import io.rollcall.server.roles.Roles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall role retire}. */
@Command(
        name = "retire",
        description = "Stop all assignments of a role. Users who have it keep it; 'reinstate' undoes it.",
        footer = {"", "Example: rollcall role retire acme creator --dry-run"})
final class RetireRole extends FeatureCommand {
    @Mixin
    private final RoleArguments arguments = new RoleArguments();

    @Option(names = "--dry-run", description = "Change nothing; print how many users have the role, and which.")
    private boolean dryRun;

    RetireRole(Program program) {
        super(program);
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        OrganizationId organization = arguments.resolve(features).id();
        Roles roles = features.roles();
        if (!dryRun) {
            roles.retire(organization, arguments.value(), Actor.operator());
        }
        RoleHolderLookup.Holders holders = roles.holders(organization, arguments.value());
        output.print(
                json(roles.catalogue(organization), holders),
                dryRun
                        ? "Nothing was changed. Users who have '" + arguments.value() + "' and would keep it: "
                                + holders.inWords()
                        : "Retired the role '" + arguments.value() + "'. Users who have it and keep it: "
                                + holders.inWords());
    }

    private JsonLine json(RoleCatalogue catalogue, RoleHolderLookup.Holders holders) {
        Role role = catalogue.get(arguments.value());
        return new RoleOutput(role, catalogue.position(role.value())).json().with("holders", (Object)
                RoleJson.of(holders));
    }
}
