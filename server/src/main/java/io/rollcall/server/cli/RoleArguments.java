package io.rollcall.server.cli;

import picocli.CommandLine.Parameters;

/** The arguments of commands about one role: its organization, and which of its roles is meant. */
final class RoleArguments extends OrganizationArgument {
    @Parameters(
            index = "1",
            paramLabel = "VALUE",
            description = "The role's value, which identity providers send. Case counts.")
    private String value;

    /** As the person typed it; there may be no such role. */
    String value() {
        return value;
    }
}
