package io.rollcall.server.cli.role;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.cli.output.Table;
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
        description = "List the roles in their order, or as the tables to enter in Okta.",
        footer = {"", "Example: rollcall role list acme --okta"})
final class ListRoles extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(names = "--okta", description = "Print the tables to enter in Okta: display names and values.")
    private boolean okta;

    ListRoles(Program program) {
        super(program);
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        OrganizationId organization = argument.resolve(features).id();
        if (okta) {
            printForOkta(features.roles().oktaLists(organization), output);
        } else {
            printAll(features.roles().catalogue(organization), output);
        }
    }

    private static void printAll(RoleCatalogue catalogue, CommandOutput output) {
        List<RoleOutput> all = IntStream.range(0, catalogue.roles().size())
                .mapToObj(index -> new RoleOutput(catalogue.roles().get(index), index + 1))
                .toList();
        Table table = new Table("", "VALUE", "DISPLAY NAME", "KIND", "REMARKS");
        all.forEach(role -> table.row(
                Integer.toString(role.position()),
                role.role().value(),
                role.role().displayName(),
                role.kind(),
                role.remarks()));
        output.printAll(
                all.stream().map(RoleOutput::json).toList(),
                table,
                "There are no roles. Add one: " + ProgramName.command("role", "add", "SLUG", "VALUE"));
    }

    private static void printForOkta(OktaLists lists, CommandOutput output) {
        output.print(
                new JsonLine().with("personal", members(lists.personal())).with("group", members(lists.group())),
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
