package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleCatalogue;
import io.rollcall.server.roles.RoleHolders;
import io.rollcall.server.roles.RoleJson;
import io.rollcall.server.roles.Roles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall role retire}. */
@Command(
        name = "retire",
        description = "Give a role to nobody any more. Users who have it keep it; 'reinstate' undoes it.",
        footer = {"", "Example: rollcall role retire acme creator --dry-run"})
final class RetireRole extends FeatureCommand {
    @Mixin
    private final RoleArguments arguments = new RoleArguments();

    @Option(names = "--dry-run", description = "Change nothing; say how many users have it, and who.")
    private boolean dryRun;

    RetireRole(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        OrganizationId organization = arguments.in(features).id();
        Roles roles = features.roles();
        if (!dryRun) {
            roles.retire(organization, arguments.value(), Actor.operator());
        }
        RoleHolders holders = roles.holders(organization, arguments.value());
        answer.give(
                json(roles.catalogue(organization), holders),
                dryRun
                        ? "Nothing was changed. Users who have '" + arguments.value() + "' and would keep it: "
                                + holders.inWords()
                        : "Retired the role '" + arguments.value() + "'. Users who have it and keep it: "
                                + holders.inWords());
    }

    private Json json(RoleCatalogue catalogue, RoleHolders holders) {
        Role role = catalogue.get(arguments.value());
        return new DescribedRole(role, catalogue.position(role.value())).json().with("holders", (Object)
                RoleJson.of(holders));
    }
}
