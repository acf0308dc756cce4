package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import picocli.CommandLine.Parameters;

/** The first argument of most commands: which organization is meant. */
class OrganizationArgument {
    @Parameters(
            index = "0",
            paramLabel = "SLUG",
            description = "The organization, by its name in host names, such as acme.")
    private String slug;

    /** @throws io.rollcall.server.kernel.Refusal where there is no such organization */
    final Organization in(Features features) {
        return features.organizations().get(new Slug(slug));
    }
}
