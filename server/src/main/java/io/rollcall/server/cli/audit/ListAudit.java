package io.rollcall.server.cli.audit;

import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditJson;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.LimitOption;
import io.rollcall.server.cli.command.PeriodOptions;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall audit list}. */
@Command(
        name = "list",
        description = "List the audit log, the newest entry first.",
        footer = {"", "Example: rollcall audit list --outcome failed --from 1d"})
final class ListAudit extends FeatureCommand {
    private static final int MAX_LIMIT = 10_000;

    @Mixin
    private final AuditFilterOptions filter = new AuditFilterOptions();

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Mixin
    private final LimitOption limit = new LimitOption(50, MAX_LIMIT);

    ListAudit(Program program) {
        super(program);
    }

    @Override
    protected Optional<String> usageProblem() {
        return limit.problem().or(filter::problem);
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        Instant now = features.clock().instant();
        Audit.Slice slice = features.audit()
                .slice(filter.query(period.from(now), period.to(now), limit.value()), Audit.Slice.OF_COMMAND);
        List<AuditEntry> entries = slice.entries();
        Table table = new Table("TIME", "EVENT", "OUTCOME", "ORGANIZATION", "TARGET", "ACTOR", "ID");
        entries.forEach(entry -> table.row(
                entry.occurred().toString(),
                entry.kind().label(),
                EnumName.of(entry.outcome()),
                entry.slug(),
                entry.subject(),
                who(entry),
                entry.id().toString()));
        output.printAll(
                entries.stream().map(AuditJson::of).map(JsonLine::of).toList(),
                table,
                "There are no such entries in the audit log.");
        if (entries.size() == limit.value() || slice.cut()) {
            output.note("There may be more: --after "
                    + entries.get(entries.size() - 1).id());
        }
    }

    private static String who(AuditEntry entry) {
        Actor actor = entry.actor();
        return switch (actor.kind()) {
            case TOKEN -> "token '" + actor.name() + "'";
            case ADMIN_KEY -> "admin key '" + actor.name() + "'";
            case OPERATOR ->
                actor.isCommand() && !entry.origin().user().isEmpty()
                        ? entry.origin().user() + " (command)"
                        : actor.name();
            case ADMINISTRATOR, SYSTEM -> actor.name();
        };
    }
}
