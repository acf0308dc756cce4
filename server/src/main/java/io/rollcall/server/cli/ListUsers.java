package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.users.Account;
import io.rollcall.server.users.AccountQuery;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall user list}. */
@Command(
        name = "list",
        description = "List an organization's users, those who were made first at the top.",
        footer = {"", "Example: rollcall user list acme --active false --limit 20"})
final class ListUsers extends FeatureCommand {
    private static final int MOST = 100_000;

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

    @Option(names = "--former", description = "Those who were deleted and are not erased yet, instead.")
    private boolean former;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "100",
            description = "How many at the most, up to " + MOST + "; 100 by default.")
    private int limit;

    @Option(names = "--after", paramLabel = "ID", description = "Go on behind the user with that id.")
    private Optional<String> after;

    ListUsers(Program program) {
        super(program);
    }

    @Override
    Optional<String> usageProblem() {
        if (former && (active.isPresent() || role.isPresent())) {
            return Optional.of(
                    "--former goes with neither --active nor --role: who was deleted has no state and no role.");
        }
        if (limit < 1 || limit > MOST) {
            return Optional.of("--limit is " + limit + ", but must be a number from 1 to " + MOST + ".");
        }
        return after.filter(id -> UserId.parse(id).isEmpty())
                .map(id -> "'" + id + "' is no user's id. 'rollcall user list SLUG' shows the ids.");
    }

    @Override
    void run(Features features, Answer answer) {
        List<DescribedAccount> found = find(features, argument.in(features).id()).stream()
                .map(DescribedAccount::new)
                .toList();
        Table table = new Table("ID", "USERNAME", "STATE", "ROLE");
        found.forEach(described ->
                table.row(described.id(), described.account().userName(), described.stateInWords(), described.role()));
        answer.giveAll(
                found.stream().map(DescribedAccount::json).toList(),
                table,
                former ? "There are no former users." : "There are no such users.");
        if (found.size() == limit) {
            answer.say("There may be more: --after " + found.get(limit - 1).id());
        }
    }

    private List<Account> find(Features features, OrganizationId organization) {
        Optional<UserId> start = after.flatMap(UserId::parse);
        return former
                ? features.accounts().listFormer(organization, start, limit)
                : features.accounts().list(organization, new AccountQuery(active, role, start, limit));
    }
}
