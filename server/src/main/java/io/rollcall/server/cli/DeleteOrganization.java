package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.OrganizationStatus;
import io.rollcall.server.transfer.ExportedUsers;
import io.rollcall.server.transfer.Format;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall organization delete}. */
@Command(
        name = "delete",
        description = {
            "Delete an organization with its users, roles, tokens and activity, for good.",
            "",
            "There is no way back: its users are exported first, unless you say that you want no copy. To shut an"
                    + " organization and keep its data, use 'rollcall organization suspend'.",
            "Its SCIM requests are refused from the first moment. Where very many users make it take long and it is"
                    + " broken off, the same command goes on with it, and so does any running server by itself."
        },
        footer = {"", "Example: rollcall organization delete acme --confirm acme --export acme.jsonl"})
final class DeleteOrganization extends FeatureCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(
            names = "--confirm",
            required = true,
            paramLabel = "SLUG",
            description = "The slug once more, to show that you mean it.")
    private String confirmation;

    @ArgGroup(multiplicity = "0..1")
    private final Copy copy = new Copy();

    DeleteOrganization(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        Organization organization = argument.in(features);
        Optional<String> exported = export(features, organization, answer);
        long rows = features.deletion().delete(organization.id(), confirmation, exported, Actor.operator());
        answer.give(
                new Json()
                        .with("id", organization.id().value())
                        .with("slug", organization.slug().value())
                        .with("deleted", true)
                        .with("rows", rows),
                "Deleted the organization '" + organization.slug() + "' and everything of it: " + Plural.of(rows, "row")
                        + ".");
    }

    /** @return what was saved, and where */
    private Optional<String> export(Features features, Organization organization, Answer answer) {
        boolean begins = organization.slug().value().equals(confirmation)
                && organization.status() != OrganizationStatus.DELETING;
        if (!begins || copy.unwanted) {
            return Optional.empty();
        }
        long users = features.export().count(organization.id(), ExportedUsers.all());
        if (users == 0) {
            return Optional.empty();
        }
        String name = Optional.ofNullable(copy.file)
                .orElseThrow(() -> Refusal.invalid("The organization has " + Plural.of(users, "user")
                        + ". Say --export FILE to save them first," + " or --no-export to do without a copy."));
        PrivateFile.Written written = new PrivateFile(name, spec.commandLine().getErr())
                .write(content -> features.export()
                        .write(
                                organization.id(),
                                ExportedUsers.all(),
                                Format.JSONL,
                                content,
                                Actor.operator(),
                                progress -> {}));
        answer.say(written.sentence("user", "users"));
        return Optional.of(Plural.of(written.count(), "user") + " to " + written.file());
    }

    /** Whether the users are saved first. */
    private static final class Copy {
        @Option(
                names = "--export",
                paramLabel = "FILE",
                description = "Save the users in that file first, as JSON Lines.")
        private String file;

        @Option(names = "--no-export", description = "Save no copy of the users.")
        private boolean unwanted;
    }
}
