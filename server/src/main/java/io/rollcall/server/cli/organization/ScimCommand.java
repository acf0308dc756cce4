package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall organization scim}: switches provisioning on or off. */
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
    @Command(name = "on", description = "Switch on SCIM: answer an organization's requests.")
    private static final class On extends Switch {
        On(Program program) {
            super(program, true);
        }
    }

    /** {@code rollcall organization scim off}. */
    @Command(
            name = "off",
            description = "Switch off SCIM: refuse an organization's requests with 403, until its administrator or"
                    + " 'scim on' switches it on again. All its data is kept.")
    private static final class Off extends Switch {
        Off(Program program) {
            super(program, false);
        }
    }

    /** Base of {@code on} and {@code off}. */
    private abstract static class Switch extends FeatureCommand {
        private final boolean enabled;

        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        Switch(Program program, boolean enabled) {
            super(program);
            this.enabled = enabled;
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Organization changed = features.organizations()
                    .setScimEnabled(argument.resolve(features).id(), enabled, Actor.operator());
            output.print(
                    OrganizationOutput.of(changed, features).json(),
                    "SCIM provisioning is " + (enabled ? "on" : "off") + " for the organization '" + changed.slug()
                            + "'.");
        }
    }
}
