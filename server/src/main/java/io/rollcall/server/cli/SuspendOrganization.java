package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall organization suspend}. */
@Command(
        name = "suspend",
        description = "Refuse every SCIM request of an organization and keep all its data, until 'resume'.")
final class SuspendOrganization extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    SuspendOrganization(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        Organization suspended =
                features.organizations().suspend(argument.in(features).id(), Actor.operator());
        answer.give(
                DescribedOrganization.of(suspended, features).json(),
                "The organization '" + suspended.slug() + "' is suspended: its SCIM requests are refused with 403, its"
                        + " data is kept.",
                "To end that: "
                        + ProgramName.command(
                                "organization", "resume", suspended.slug().value()));
    }
}
