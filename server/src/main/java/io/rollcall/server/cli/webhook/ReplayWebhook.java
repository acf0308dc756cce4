package io.rollcall.server.cli.webhook;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.PeriodOptions;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.kernel.Actor;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall webhook replay}. */
@Command(
        name = "replay",
        description = {
            "Send all events again since a time or after a cursor, and then continue.",
            "",
            "With --after now, events that were not delivered yet are skipped."
        },
        footer = {"", "Example: rollcall webhook replay 0198c0de-0000-7000-8000-000000000001 --from 2h"})
final class ReplayWebhook extends FeatureCommand {
    @Mixin
    private final WebhookArgument webhook = new WebhookArgument();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = PeriodOptions.PointInTimeConverter.class,
            description = "Since then: a time such as 2026-01-31T08:00:00Z, or how long ago: 30m, 2h, 7d.")
    private PeriodOptions.PointInTime from;

    @Option(names = "--after", paramLabel = "CURSOR", description = "After the event with that cursor.")
    private String after;

    ReplayWebhook(Program program) {
        super(program);
    }

    @Override
    protected Optional<String> usageProblem() {
        return (from == null) == (after == null)
                ? Optional.of("Say from where: with --from or with --after.")
                : Optional.empty();
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        if ("now".equals(after)) {
            features.webhooks().skip(Optional.empty(), webhook.id(), Actor.operator());
        } else {
            features.webhooks().replay(Optional.empty(), webhook.id(), position(features), Actor.operator());
        }
        output.print(
                new JsonLine().with("id", (Object) webhook.id().toString()).with("state", (Object) "replaying"),
                "now".equals(after) ? "Skipped." : "A running server sends the events again.");
    }

    private long position(Features features) {
        return from != null
                ? features.events().positionBefore(from.at(features.clock().instant()))
                : EventCursor.parse(after).position();
    }
}
