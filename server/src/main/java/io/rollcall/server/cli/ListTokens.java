package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall token list}. */
@Command(
        name = "list",
        description = {
            "List an organization's tokens.",
            "",
            "Ended ones are listed, too: what each may do, until when, and when it was last used."
        })
final class ListTokens extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    ListTokens(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        var organization = argument.in(features);
        List<DescribedToken> all = features.tokens().list(organization.id()).stream()
                .map(token -> new DescribedToken(token, features.clock().instant()))
                .toList();
        Table table = new Table("ID", "NAME", "STATE", "SCOPE", "EXPIRES", "LAST USED", "CREATED BY");
        all.forEach(described -> table.row(
                Long.toString(described.token().id()),
                described.token().name(),
                described.stateInWords(),
                described.scope(),
                described.expires(),
                described.lastUse(),
                described.token().createdBy()));
        answer.giveAll(
                all.stream().map(DescribedToken::json).toList(),
                table,
                "There are no tokens yet. Generate one: "
                        + ProgramName.command(
                                "token", "generate", organization.slug().value()));
    }
}
