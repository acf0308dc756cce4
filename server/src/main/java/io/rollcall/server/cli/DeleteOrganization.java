package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall organization delete}. */
@Command(
        name = "delete",
        description = {
            "Delete an organization with its users, roles, tokens and activity, for good.",
            "",
            "There is no way back and no copy: what you may need again, save before. To shut an organization and keep"
                    + " its data, use 'rollcall organization suspend'.",
            "Its SCIM requests are refused from the first moment. Where very many users make it take long and it is"
                    + " broken off, the same command goes on with it, and so does any running server by itself."
        },
        footer = {"", "Example: rollcall organization delete acme --confirm acme"})
final class DeleteOrganization extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(
            names = "--confirm",
            required = true,
            paramLabel = "SLUG",
            description = "The slug once more, to show that you mean it.")
    private String confirmation;

    DeleteOrganization(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        Organization organization = argument.in(features);
        long rows = features.deletion().delete(organization.id(), confirmation, Actor.operator());
        answer.give(
                new Json()
                        .with("id", organization.id().value())
                        .with("slug", organization.slug().value())
                        .with("deleted", true)
                        .with("rows", rows),
                "Deleted the organization '" + organization.slug() + "' and everything of it: " + rows + " rows.");
    }
}
