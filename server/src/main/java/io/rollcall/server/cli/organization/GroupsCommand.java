package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.groups.Group;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall organization groups}: switches SCIM groups on or off. */
@Command(
        name = "groups",
        description = "Switch an organization's SCIM groups on or off.",
        footer = {"", "Example: rollcall organization groups on acme"})
final class GroupsCommand extends CommandGroup {
    private GroupsCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new GroupsCommand())
                .addSubcommand(new On(program))
                .addSubcommand(new Off(program));
    }

    /** {@code rollcall organization groups on}. */
    @Command(name = "on", description = "Switch on groups: the identity provider may push groups with their members.")
    private static final class On extends OrganizationSwitch {
        On(Program program) {
            super(program, Organizations::setGroupsEnabled, true, "SCIM groups are on for the organization '%s'.");
        }
    }

    /** {@code rollcall organization groups off}. */
    @Command(
            name = "off",
            description =
                    "Switch off groups: /Groups is an empty list, and writes are refused with 501. Stored groups are"
                            + " kept, and hidden until 'groups on'.")
    private static final class Off extends FeatureCommand {
        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        @Option(
                names = "--dry-run",
                description = "Change nothing; print how many groups and memberships would be hidden.")
        private boolean dryRun;

        Off(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Organization organization = argument.resolve(features);
            Group.Counts stored = features.groups().counts(organization.id());
            Organization shown = dryRun
                    ? organization
                    : features.organizations().setGroupsEnabled(organization.id(), false, Actor.operator());
            output.print(
                    OrganizationOutput.of(shown, features)
                            .json()
                            .with("dryRun", dryRun)
                            .with("groups", stored.groups())
                            .with("memberships", stored.memberships()),
                    dryRun
                            ? "Nothing was changed. Hidden from the identity provider and from users would be: "
                                    + stored.inWords() + "."
                            : "SCIM groups are off for the organization '" + shown.slug()
                                    + "'. Kept, and hidden until 'groups on': " + stored.inWords() + ".");
        }
    }
}
