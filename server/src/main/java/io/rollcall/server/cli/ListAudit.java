package io.rollcall.server.cli;

import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditJson;
import io.rollcall.server.audit.AuditSlice;
import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall audit list}. */
@Command(
        name = "list",
        description = "List the audit log, the newest entry first.",
        footer = {"", "Example: rollcall audit list --outcome failed --from 1d"})
final class ListAudit extends FeatureCommand {
    private static final int MOST = 10_000;

    @Mixin
    private final AuditOptions options = new AuditOptions();

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "50",
            description = "How many at the most, up to " + MOST + "; 50 by default.")
    private int limit;

    ListAudit(Program program) {
        super(program);
    }

    @Override
    Optional<String> usageProblem() {
        return limit < 1 || limit > MOST
                ? Optional.of("--limit is " + limit + ", but must be a number from 1 to " + MOST + ".")
                : options.problem();
    }

    @Override
    void run(Features features, Answer answer) {
        Instant now = features.clock().instant();
        AuditSlice slice =
                features.audit().slice(options.query(period.from(now), period.to(now), limit), AuditSlice.OF_COMMAND);
        List<AuditEntry> entries = slice.entries();
        Table table = new Table("WHEN", "WHAT", "OUTCOME", "ORGANIZATION", "ABOUT", "WHO", "ID");
        entries.forEach(entry -> table.row(
                entry.occurred().toString(),
                entry.kind().label(),
                entry.outcome().name().toLowerCase(Locale.ROOT),
                entry.slug(),
                entry.subject(),
                who(entry),
                entry.id().toString()));
        answer.giveAll(
                entries.stream().map(AuditJson::of).map(Json::of).toList(),
                table,
                "There are no such entries in the audit log.");
        if (entries.size() == limit || slice.cut()) {
            answer.say("There may be more: --after "
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
