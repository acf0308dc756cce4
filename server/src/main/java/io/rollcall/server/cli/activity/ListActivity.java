package io.rollcall.server.cli.activity;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.LimitOption;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.PeriodOptions;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.cli.user.UserArguments;
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
        description = "List an organization's activity, the newest entry first.",
        footer = {"", "Example: rollcall activity list acme --refused --from 2h"})
final class ListActivity extends FeatureCommand {
    private static final int MAX_LIMIT = 10_000;

    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "Only entries about that user, by userName in any case, or by id.")
    private Optional<String> user;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            completionCandidates = Kinds.class,
            description = "Only entries of that kind: ${COMPLETION-CANDIDATES}.")
    private Optional<String> kind;

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Option(names = "--refused", description = "Only refused requests.")
    private boolean refused;

    @Mixin
    private final LimitOption limit = new LimitOption(50, MAX_LIMIT);

    @Option(
            names = "--after",
            paramLabel = "ID",
            description = "Continue after the entry with that id, with older ones.")
    private Optional<UUID> after;

    ListActivity(Program program) {
        super(program);
    }

    @Override
    protected Optional<String> usageProblem() {
        return limit.problem().or(() -> kind.filter(
                        name -> ActivityKind.of(name).isEmpty())
                .map(name -> "'" + name + "' is no kind of activity. 'rollcall activity list --help' names them all."));
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        OrganizationId organization = argument.resolve(features).id();
        Instant now = features.clock().instant();
        Activity.Slice slice = features.activity()
                .slice(
                        organization,
                        new ActivityQuery(
                                user.map(named -> id(features, organization, named)),
                                kind.flatMap(ActivityKind::of),
                                period.from(now),
                                period.to(now),
                                refused,
                                after,
                                limit.value()),
                        Activity.Slice.OF_COMMAND);
        List<ActivityEntry> entries = slice.entries();
        Table table = new Table("TIME", "EVENT", "TARGET", "ACTOR", "ID");
        List<ActivityOutput> shown = entries.stream().map(ActivityOutput::new).toList();
        shown.forEach(entry -> table.row(entry.time(), entry.what(), entry.subject(), entry.who(), entry.id()));
        output.printAll(shown.stream().map(ActivityOutput::json).toList(), table, "There is no such activity.");
        if (entries.size() == limit.value() || slice.cut()) {
            output.note("There may be more: --after "
                    + entries.get(entries.size() - 1).id());
        }
    }

    /** Returns the id. An id is not looked up, because an erased user has entries, too. */
    private static UserId id(Features features, OrganizationId organization, String named) {
        return UserId.parse(named).orElseGet(() -> UserArguments.find(features, organization, named)
                .id());
    }

    /** Kinds that the help lists. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(ActivityKind.values()).map(ActivityKind::label).iterator();
        }
    }
}
