package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.organizations.Organizations;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
    private static final class On extends OrganizationSwitch {
        On(Program program) {
            super(program, Organizations::setScimEnabled, true, "SCIM provisioning is on for the organization '%s'.");
        }
    }

    /** {@code rollcall organization scim off}. */
    @Command(
            name = "off",
            description = "Switch off SCIM: refuse an organization's requests with 403, until its administrator or"
                    + " 'scim on' switches it on again. All its data is kept.")
    private static final class Off extends OrganizationSwitch {
        Off(Program program) {
            super(program, Organizations::setScimEnabled, false, "SCIM provisioning is off for the organization '%s'.");
        }
    }
}
