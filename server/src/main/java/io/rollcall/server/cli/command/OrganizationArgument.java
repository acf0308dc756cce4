package io.rollcall.server.cli.command;

import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import picocli.CommandLine.Parameters;

/** Positional argument {@code SLUG}: the organization that a command is about. */
public class OrganizationArgument {
    @Parameters(
            index = "0",
            paramLabel = "SLUG",
            description = "The organization, by its name in host names, such as acme.")
    private String slug;

    /** Returns the organization. @throws io.rollcall.server.kernel.Refusal NOT_FOUND if there is none of that slug */
    public final Organization resolve(Features features) {
        return features.organizations().get(new Slug(slug));
    }
}
