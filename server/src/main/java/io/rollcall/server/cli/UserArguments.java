package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.OrganizationStatus;
import picocli.CommandLine.Parameters;

/** The arguments of commands about one user: the organization, and which of its users is meant. */
final class UserArguments extends OrganizationArgument {
    @Parameters(index = "1", paramLabel = "USER", description = "The user, by userName in any case, or by id.")
    private String user;

    /** As the person typed it; there may be no such user. */
    String user() {
        return user;
    }

    /** The organization, for a command that changes its users. @throws Refusal CONFLICT where it is being deleted */
    Organization forChange(Features features) {
        Organization organization = in(features);
        if (organization.status() == OrganizationStatus.DELETING) {
            throw Refusal.conflict("The organization '" + organization.slug()
                    + "' is being deleted with all its users, and they cannot be changed any more.");
        }
        return organization;
    }
}
