package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code rollcall organization list}. */
@Command(name = "list", description = "List all organizations.")
final class ListOrganizations extends FeatureCommand {
    ListOrganizations(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        List<DescribedOrganization> all = features.organizations().list().stream()
                .map(organization -> DescribedOrganization.of(organization, features))
                .toList();
        Table table = new Table("SLUG", "STATE", "NAME", "SCIM BASE URL");
        all.forEach(described -> table.row(
                described.slug(), described.state(), described.organization().name(), described.url()));
        answer.giveAll(
                all.stream().map(DescribedOrganization::json).toList(),
                table,
                "There are no organizations yet. Create one: " + ProgramName.command("organization", "create", "SLUG"));
    }
}
