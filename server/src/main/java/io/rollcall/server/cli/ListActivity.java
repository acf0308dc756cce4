package io.rollcall.server.cli;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.activity.ActivitySlice;
import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall activity list}. */
@Command(
        name = "list",
        description = "List an organization's activity, the newest at the top.",
        footer = {"", "Example: rollcall activity list acme --refused --from 2h"})
final class ListActivity extends FeatureCommand {
    private static final int MOST = 10_000;

    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "Only what happened to that user, by userName in any case, or by id.")
    private Optional<String> user;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "Only entries of that kind: ${COMPLETION-CANDIDATES}.")
    private Optional<String> kind;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Option(names = "--refused", description = "Only requests that were refused.")
    private boolean refused;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "50",
            description = "How many at the most, up to " + MOST + "; 50 by default.")
    private int limit;

    @Option(names = "--after", paramLabel = "ID", description = "Go on after the entry with that id, with older ones.")
    private Optional<UUID> after;

    ListActivity(Program program) {
        super(program);
    }

    @Override
    Optional<String> usageProblem() {
        if (limit < 1 || limit > MOST) {
            return Optional.of("--limit is " + limit + ", but must be a number from 1 to " + MOST + ".");
        }
        return kind.filter(name -> ActivityKind.of(name).isEmpty())
                .map(name -> "'" + name + "' is no kind of activity. 'rollcall activity list --help' names them all.");
    }

    @Override
    void run(Features features, Answer answer) {
        OrganizationId organization = argument.in(features).id();
        Instant now = features.clock().instant();
        ActivitySlice slice = features.activity()
                .slice(
                        organization,
                        new ActivityQuery(
                                user.map(named -> id(features, organization, named)),
                                kind.flatMap(ActivityKind::of),
                                period.from(now),
                                period.to(now),
                                refused,
                                after,
                                limit),
                        ActivitySlice.OF_COMMAND);
        List<ActivityEntry> entries = slice.entries();
        Table table = new Table("WHEN", "WHAT", "WHOM OR WHAT ABOUT", "WHO", "ID");
        List<DescribedEntry> described =
                entries.stream().map(DescribedEntry::new).toList();
        described.forEach(entry -> table.row(entry.time(), entry.what(), entry.subject(), entry.who(), entry.id()));
        answer.giveAll(described.stream().map(DescribedEntry::json).toList(), table, "There is no such activity.");
        if (entries.size() == limit || slice.cut()) {
            answer.say("There may be more: --after "
                    + entries.get(entries.size() - 1).id());
        }
    }

    /** An erased user is known by the id alone. */
    private static UserId id(Features features, OrganizationId organization, String named) {
        return UserId.parse(named)
                .orElseGet(
                        () -> new NamedUser(features, organization, named).get().id());
    }

    /** For the help. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ActivityKind.values()).map(ActivityKind::label).iterator();
        }
    }
}
