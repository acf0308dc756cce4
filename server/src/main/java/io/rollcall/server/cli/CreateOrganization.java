package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall organization create}. */
@Command(
        name = "create",
        description = "Create an organization with SCIM provisioning on and the usual roles.",
        footer = {"", "Example: rollcall organization create acme --name 'Acme Inc.'"})
final class CreateOrganization extends FeatureCommand {
    @Parameters(
            paramLabel = "SLUG",
            description = "Its name in host names, such as acme: lower-case letters, digits and hyphens.")
    private String slug;

    @Option(names = "--name", paramLabel = "NAME", description = "Its name for people; the slug by default.")
    private Optional<String> name;

    CreateOrganization(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        Organization created = features.organizations().create(new Slug(slug), name.orElse(slug), Actor.operator());
        DescribedOrganization described = DescribedOrganization.of(created, features);
        answer.give(
                described.json(),
                "Created the organization '" + slug + "'.",
                "SCIM base URL: " + described.url(),
                "Next: " + ProgramName.command("token", "generate", slug));
    }
}
