package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall organization resume}. */
@Command(name = "resume", description = "End an organization's suspension: its SCIM requests are answered again.")
final class ResumeOrganization extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    ResumeOrganization(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        Organization resumed =
                features.organizations().resume(argument.in(features).id(), Actor.operator());
        answer.give(
                DescribedOrganization.of(resumed, features).json(),
                "The organization '" + resumed.slug() + "' is active.");
    }
}
