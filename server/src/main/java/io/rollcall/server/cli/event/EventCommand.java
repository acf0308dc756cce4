package io.rollcall.server.cli.event;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.LimitOption;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.EventQuery;
import io.rollcall.server.events.LoggedEvent;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall event}: the events that the product reads. */
@Command(
        name = "event",
        description = {
            "Read the events that your product gets: changes of users, roles, organizations and tokens, oldest first.",
            "",
            "With --json, each line is an event as in the admin API, and the cursor after it for --after."
        },
        footer = {"", "Help on one: rollcall event list --help"})
public final class EventCommand extends CommandGroup {
    private EventCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new EventCommand())
                .addSubcommand(new ListEvents(program))
                .addSubcommand(new FollowEvents(program))
                .addSubcommand(new ListOffboardings(program));
    }

    private static JsonLine line(LoggedEvent event) {
        return JsonLine.of(event.json()).with("cursor", (Object) new EventCursor(event.position()).toString());
    }

    /** {@code rollcall event list}. */
    @Command(
            name = "list",
            description = "List events, the oldest first.",
            footer = {"", "Example: rollcall event list --organization acme --types user.*"})
    private static final class ListEvents extends FeatureCommand {
        private static final int MAX_LIMIT = 10_000;

        @Mixin
        private final EventOptions options = new EventOptions();

        @Mixin
        private final LimitOption limit = new LimitOption(50, MAX_LIMIT);

        ListEvents(Program program) {
            super(program);
        }

        @Override
        protected Optional<String> usageProblem() {
            return limit.problem();
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            features.sequencer().moveAll();
            EventLog log = features.events();
            EventQuery query = options.query(features, log.beginning(), limit.value());
            EventLog.Page page = log.read(query);
            while (page.events().isEmpty() && page.more()) {
                page = log.read(query.from(page.end()));
            }
            List<LoggedEvent> events = page.events();
            Table table = new Table("TIME", "EVENT", "ORGANIZATION", "SUBJECT", "VERSION");
            events.forEach(event -> table.row(
                    event.occurred().toString(),
                    event.type(),
                    event.slug(),
                    event.subjectId(),
                    event.version() == 0 ? "" : Integer.toString(event.version())));
            output.printAll(events.stream().map(EventCommand::line).toList(), table, "There are no such events.");
            if (page.more()) {
                output.note("There may be more: --after " + new EventCursor(page.end()));
            }
        }
    }

    /** {@code rollcall event follow}. */
    @Command(
            name = "follow",
            description = {
                "Print events as JSON, one per line, as they come, until interrupted.",
                "",
                "It begins now. To miss none after an interruption, continue with --after and the cursor of the last line."
            },
            footer = {"", "Example: rollcall event follow --types user.deactivated,user.deleted"})
    private static final class FollowEvents extends FeatureCommand {
        private static final Logger LOG = LoggerFactory.getLogger(FollowEvents.class);
        private static final int PAGE = 500;
        private static final Duration PAUSE = Duration.ofMillis(250);

        @Mixin
        private final EventOptions options = new EventOptions();

        FollowEvents(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            EventLog log = features.events();
            EventQuery query = options.query(features, log.newest(), PAGE);
            PrintWriter out = out();
            boolean more = false;
            while (!out.checkError() && (more || pause(PAUSE))) {
                try {
                    EventLog.Page page = log.read(query);
                    page.events().forEach(event -> out.println(line(event).text()));
                    query = query.from(page.end());
                    more = page.more();
                } catch (DatabaseUnavailable passing) {
                    LOG.debug("The database is unavailable; events follow when it is back");
                    more = false;
                }
            }
        }
    }
}
