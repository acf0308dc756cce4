package io.rollcall.server.cli.user;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.LimitOption;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.UserSummaries.UserSummaryQuery;
import io.rollcall.server.users.UserSummary;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall user list}. */
@Command(
        name = "list",
        description = "List an organization's users, the oldest first.",
        footer = {"", "Example: rollcall user list acme --active false --limit 20"})
final class ListUsers extends FeatureCommand {
    private static final int MAX_LIMIT = 100_000;

    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(
            names = "--active",
            arity = "1",
            paramLabel = "true|false",
            description = "Only active, or inactive, users.")
    private Optional<Boolean> active;

    @Option(names = "--role", paramLabel = "VALUE", description = "Only users who have that role.")
    private Optional<String> role;

    @Option(names = "--former", description = "List former users instead: deleted and not erased yet.")
    private boolean former;

    @Mixin
    private final LimitOption limit = new LimitOption(100, MAX_LIMIT);

    @Option(names = "--after", paramLabel = "ID", description = "Continue after the user with that id.")
    private Optional<String> after;

    ListUsers(Program program) {
        super(program);
    }

    @Override
    protected Optional<String> usageProblem() {
        if (former && (active.isPresent() || role.isPresent())) {
            return Optional.of(
                    "--former goes with neither --active nor --role: who was deleted has no state and no role.");
        }
        return limit.problem().or(() -> after.filter(id -> UserId.parse(id).isEmpty())
                .map(id -> "'" + id + "' is no user's id. 'rollcall user list SLUG' shows the ids."));
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        List<UserOutput> found = find(features, argument.resolve(features).id()).stream()
                .map(UserOutput::new)
                .toList();
        Table table = new Table("ID", "USERNAME", "STATE", "ROLE");
        found.forEach(user -> table.row(user.id(), user.userName(), user.state(), user.role()));
        output.printAll(
                found.stream().map(UserOutput::json).toList(),
                table,
                former ? "There are no former users." : "There are no such users.");
        if (found.size() == limit.value()) {
            output.note(
                    "There may be more: --after " + found.get(found.size() - 1).id());
        }
    }

    private List<UserSummary> find(Features features, OrganizationId organization) {
        Optional<UserId> start = after.flatMap(UserId::parse);
        return former
                ? features.accounts().listFormer(organization, start, limit.value())
                : features.accounts().list(organization, new UserSummaryQuery(active, role, start, limit.value()));
    }
}
