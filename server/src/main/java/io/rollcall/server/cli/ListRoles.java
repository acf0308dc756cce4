package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.roles.OktaLists;
import io.rollcall.server.roles.RoleCatalogue;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall role list}. */
@Command(
        name = "list",
        description = "List the roles in their order, or as the tables that an Okta administrator enters.",
        footer = {"", "Example: rollcall role list acme --okta"})
final class ListRoles extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(names = "--okta", description = "Only what to enter in Okta, as display name and value.")
    private boolean okta;

    ListRoles(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        OrganizationId organization = argument.in(features).id();
        if (okta) {
            giveForOkta(features.roles().oktaLists(organization), answer);
        } else {
            giveAll(features.roles().catalogue(organization), answer);
        }
    }

    private static void giveAll(RoleCatalogue catalogue, Answer answer) {
        List<DescribedRole> all = IntStream.range(0, catalogue.roles().size())
                .mapToObj(index -> new DescribedRole(catalogue.roles().get(index), index + 1))
                .toList();
        Table table = new Table("", "VALUE", "DISPLAY NAME", "KIND", "REMARKS");
        all.forEach(described -> table.row(
                Integer.toString(described.position()),
                described.role().value(),
                described.role().displayName(),
                described.kind(),
                described.remarks()));
        answer.giveAll(
                all.stream().map(DescribedRole::json).toList(),
                table,
                "There are no roles. Add one: " + ProgramName.command("role", "add", "SLUG", "VALUE"));
    }

    private static void giveForOkta(OktaLists lists, Answer answer) {
        answer.give(
                new Json().with("personal", members(lists.personal())).with("group", members(lists.group())),
                "In Okta: Directory, Profile Editor, the application's profile, the role attribute,",
                "'Define enumerated list of values'. Enter each row as it stands here.",
                "",
                "Attribute type Personal:",
                text(lists.personal()),
                "Attribute type Group:",
                text(lists.group()));
    }

    private static List<Map<String, String>> members(List<OktaLists.Row> rows) {
        return rows.stream()
                .map(row -> Map.of("displayName", row.displayName(), "value", row.value()))
                .toList();
    }

    private static String text(List<OktaLists.Row> rows) {
        Table table = new Table("Display name", "Value");
        rows.forEach(row -> table.row(row.displayName(), row.value()));
        return rows.isEmpty() ? "(none; see rollcall role add)" : table.toString();
    }
}
