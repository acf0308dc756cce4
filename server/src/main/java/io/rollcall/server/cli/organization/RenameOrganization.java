package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall organization rename}. */
@Command(
        name = "rename",
        description = {
            "Change an organization's slug, its display name, or both.",
            "",
            "A new slug changes the SCIM base URL. The old one keeps working for 30 days (the setting"
                    + " organizations.old-slug-days), and no other organization can take it until then. Enter the new URL"
                    + " in the identity provider in time."
        },
        footer = {
            "",
            "Examples: rollcall organization rename acme apex",
            "          rollcall organization rename acme --name 'Acme International'"
        })
final class RenameOrganization extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Parameters(index = "1", arity = "0..1", paramLabel = "NEW-SLUG", description = "The new slug.")
    private Optional<String> slug = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "The new display name.")
    private Optional<String> name = Optional.empty();

    RenameOrganization(Program program) {
        super(program);
    }

    @Override
    protected Optional<String> usageProblem() {
        return slug.isEmpty() && name.isEmpty()
                ? Optional.of("Nothing to change. Pass NEW-SLUG, --name, or both.")
                : Optional.empty();
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        Organization before = argument.resolve(features);
        Organization renamed = before;
        if (slug.isPresent()) {
            renamed = features.organizations().rename(before.id(), new Slug(slug.get()), Actor.operator());
        }
        if (name.isPresent()) {
            renamed = features.organizations().setName(before.id(), name.get(), Actor.operator());
        }
        OrganizationOutput shown = OrganizationOutput.of(renamed, features);
        output.print(shown.json(), lines(before, shown).toArray(String[]::new));
    }

    private static List<String> lines(Organization before, OrganizationOutput after) {
        List<String> lines = new ArrayList<>();
        lines.add("The organization '" + before.slug() + "' is now '" + after.slug() + "', for people: "
                + after.organization().name());
        if (!before.slug().equals(after.organization().slug())) {
            lines.add("SCIM base URL: " + after.url());
            lines.add("The old URL keeps working for a while: "
                    + ProgramName.command("organization", "show", after.slug()));
        }
        return lines;
    }
}
