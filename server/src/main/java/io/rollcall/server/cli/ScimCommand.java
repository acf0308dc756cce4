package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall organization scim}: whether an organization's identity provider may provision. */
@Command(
        name = "scim",
        description = "Switch an organization's SCIM provisioning on or off.",
        footer = {"", "Example: rollcall organization scim off acme"})
final class ScimCommand extends CommandGroup {
    private ScimCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new ScimCommand()).addSubcommand(new On(program)).addSubcommand(new Off(program));
    }

    /** {@code rollcall organization scim on}. */
    @Command(name = "on", description = "Answer an organization's SCIM requests.")
    private static final class On extends Switch {
        On(Program program) {
            super(program, true);
        }
    }

    /** {@code rollcall organization scim off}. */
    @Command(
            name = "off",
            description = "Refuse an organization's SCIM requests with 403, until an administrator of it or 'scim on'"
                    + " switches them on again. Its data is kept.")
    private static final class Off extends Switch {
        Off(Program program) {
            super(program, false);
        }
    }

    private abstract static class Switch extends FeatureCommand {
        private final boolean enabled;

        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        Switch(Program program, boolean enabled) {
            super(program);
            this.enabled = enabled;
        }

        @Override
        void run(Features features, Answer answer) {
            Organization changed = features.organizations()
                    .setScimEnabled(argument.in(features).id(), enabled, Actor.operator());
            answer.give(
                    DescribedOrganization.of(changed, features).json(),
                    "SCIM provisioning is " + (enabled ? "on" : "off") + " for the organization '" + changed.slug()
                            + "'.");
        }
    }
}
