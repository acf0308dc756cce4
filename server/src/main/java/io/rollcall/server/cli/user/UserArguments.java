package io.rollcall.server.cli.user;

import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.users.UserSummary;
import java.util.function.Supplier;
import picocli.CommandLine.Parameters;

/** Arguments {@code SLUG USER}: an organization and one of its users. */
public final class UserArguments extends OrganizationArgument {
    @Parameters(index = "1", paramLabel = "USER", description = "The user, by userName in any case, or by id.")
    private String user;

    /**
     * Returns the organization, for a command that changes its users.
     *
     * @throws Refusal CONFLICT if the organization is being deleted
     */
    Organization resolveForChange(Features features) {
        Organization organization = resolve(features);
        if (organization.status() == Organization.Status.DELETING) {
            throw Refusal.conflict("The organization '" + organization.slug()
                    + "' is being deleted with all its users, and they cannot be changed any more.");
        }
        return organization;
    }

    /** Returns the user, or the former user if there is no present one. @throws Refusal NOT_FOUND if there is neither */
    UserSummary find(Features features, OrganizationId organization) {
        return find(features, organization, user);
    }

    /** Returns the present user. @throws Refusal NOT_FOUND if there is none */
    UserSummary findPresent(Features features, OrganizationId organization) {
        return withHint(() -> features.accounts().getPresent(organization, user));
    }

    /**
     * Returns the user, or the former user if there is no present one.
     *
     * @param user the userName, in any case, or the id
     * @throws Refusal NOT_FOUND if there is neither; the message names the command that lists users
     */
    public static UserSummary find(Features features, OrganizationId organization, String user) {
        return withHint(() -> features.accounts().get(organization, user));
    }

    private static UserSummary withHint(Supplier<UserSummary> lookup) {
        try {
            return lookup.get();
        } catch (Refusal refusal) {
            throw refusal.reason() == Refusal.Reason.NOT_FOUND
                    ? Refusal.notFound(refusal.getMessage()
                            + " 'rollcall user list SLUG' shows its users, and with --former those who were deleted.")
                    : refusal;
        }
    }
}
