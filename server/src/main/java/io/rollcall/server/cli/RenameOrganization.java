package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
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
            "Give an organization another slug, another name for people, or both.",
            "",
            "A new slug changes the SCIM base URL. The old one works on for 30 days (the setting"
                    + " organizations.old-slug-days), and nobody else can take it until then: enter the new URL in the"
                    + " identity provider in time."
        },
        footer = {
            "",
            "Examples: rollcall organization rename acme apex",
            "          rollcall organization rename acme --name 'Acme International'"
        })
final class RenameOrganization extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Parameters(index = "1", arity = "0..1", paramLabel = "NEW-SLUG", description = "Its new name in host names.")
    private Optional<String> slug = Optional.empty();

    @Option(names = "--name", paramLabel = "NAME", description = "Its new name for people.")
    private Optional<String> name = Optional.empty();

    RenameOrganization(Program program) {
        super(program);
    }

    @Override
    Optional<String> usageProblem() {
        return slug.isEmpty() && name.isEmpty()
                ? Optional.of("Say what to change: NEW-SLUG, --name, or both.")
                : Optional.empty();
    }

    @Override
    void run(Features features, Answer answer) {
        Organization before = argument.in(features);
        Organization renamed = before;
        if (slug.isPresent()) {
            renamed = features.organizations().rename(before.id(), new Slug(slug.get()), Actor.operator());
        }
        if (name.isPresent()) {
            renamed = features.organizations().setName(before.id(), name.get(), Actor.operator());
        }
        DescribedOrganization described = DescribedOrganization.of(renamed, features);
        answer.give(described.json(), words(before, described).toArray(String[]::new));
    }

    private static List<String> words(Organization before, DescribedOrganization after) {
        List<String> words = new ArrayList<>();
        words.add("The organization '" + before.slug() + "' is now '" + after.slug() + "', for people: "
                + after.organization().name());
        if (!before.slug().equals(after.organization().slug())) {
            words.add("SCIM base URL: " + after.url());
            words.add("The old URL works on for a while: " + ProgramName.command("organization", "show", after.slug()));
        }
        return words;
    }
}
