package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.PrivateFile;
import io.rollcall.server.importexport.ExportedUsers;
import io.rollcall.server.importexport.Format;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.Organization;
import java.io.File;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall organization delete}. */
@Command(
        name = "delete",
        description = {
            "Delete an organization with its users, roles, tokens and activity.",
            "",
            "This cannot be undone. The users are exported first, unless you choose --no-export. To refuse an"
                    + " organization's requests and keep its data, use 'rollcall organization suspend'.",
            "Its SCIM requests are refused at once. If an interruption stops the deletion of very many users, the same"
                    + " command continues it, and so does any running server by itself."
        },
        footer = {"", "Example: rollcall organization delete acme --confirm acme --export acme.jsonl"})
final class DeleteOrganization extends FeatureCommand {
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
    protected void run(Features features, CommandOutput output) {
        Organization organization = argument.resolve(features);
        Optional<String> exported = export(features, organization, output);
        long rows = features.deletion().delete(organization.id(), confirmation, exported, Actor.operator());
        output.print(
                new JsonLine()
                        .with("id", organization.id().value())
                        .with("slug", organization.slug().value())
                        .with("deleted", true)
                        .with("rows", rows),
                "Deleted the organization '" + organization.slug() + "' and everything of it: " + Plural.of(rows, "row")
                        + ".");
    }

    /** Exports the users if the deletion begins now, and returns a phrase about the file. */
    private Optional<String> export(Features features, Organization organization, CommandOutput output) {
        boolean begins = organization.slug().value().equals(confirmation)
                && organization.status() != Organization.Status.DELETING;
        if (!begins || copy.none) {
            return Optional.empty();
        }
        long users = features.export().count(organization.id(), ExportedUsers.all());
        if (users == 0) {
            Optional.ofNullable(copy.file).ifPresent(name -> exportGroups(features, organization, name, output));
            return Optional.empty();
        }
        String name = Optional.ofNullable(copy.file)
                .orElseThrow(() -> Refusal.invalid("The organization has " + Plural.of(users, "user")
                        + ". Say --export FILE to save them first," + " or --no-export to do without a copy."));
        PrivateFile.Written written = privateFile(name).write(content -> features.export()
                .write(
                        organization.id(),
                        ExportedUsers.all(),
                        Format.JSONL,
                        content,
                        Actor.operator(),
                        progress -> {}));
        output.note(written.sentence("user", "users"));
        exportGroups(features, organization, name, output);
        return Optional.of(Plural.of(written.count(), "user") + " to " + written.file());
    }

    /** Exports the groups to a file beside that of the users, since an import takes users only. */
    private void exportGroups(Features features, Organization organization, String users, CommandOutput output) {
        if (features.groupExport().count(organization.id()) > 0) {
            PrivateFile.Written written = privateFile(fileOfGroups(users))
                    .write(content -> features.groupExport().write(organization.id(), content, Actor.operator()));
            output.note(written.sentence("group", "groups"));
        }
    }

    /** Returns {@code acme.groups.jsonl} for {@code acme.jsonl}. */
    static String fileOfGroups(String users) {
        int dot = users.lastIndexOf('.');
        boolean hasEnding = dot > users.lastIndexOf(File.separatorChar) + 1;
        return hasEnding ? users.substring(0, dot) + ".groups" + users.substring(dot) : users + ".groups.jsonl";
    }

    /** The choice between an export of the users and none. */
    private static final class Copy {
        @Option(
                names = "--export",
                paramLabel = "FILE",
                description = "Export the users to that file first, as JSON Lines; groups to one beside it.")
        private String file;

        @Option(names = "--no-export", description = "Export no users.")
        private boolean none;
    }
}
