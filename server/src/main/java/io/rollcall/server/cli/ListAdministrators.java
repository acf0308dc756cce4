package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code rollcall administrator list}. */
@Command(name = "list", description = "List the administrators.")
final class ListAdministrators extends FeatureCommand {
    ListAdministrators(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        List<DescribedAdministrator> all = features.administrators().list().stream()
                .map(administrator -> DescribedAdministrator.of(administrator, features))
                .toList();
        Table table = new Table("NAME", "ORGANIZATION", "LAST SIGN-IN", "CREATED");
        all.forEach(described -> table.row(
                described.administrator().name(),
                described.reach(),
                described.lastSignIn(),
                described.administrator().created().toString()));
        answer.giveAll(
                all.stream().map(DescribedAdministrator::json).map(Json::of).toList(),
                table,
                "There are no administrators. Add one: " + ProgramName.command("administrator", "add", "NAME"));
    }
}
