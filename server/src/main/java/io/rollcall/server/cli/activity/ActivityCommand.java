package io.rollcall.server.cli.activity;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollcall activity}: the activity log of an organization. */
@Command(
        name = "activity",
        description = {
            "Show what happened in an organization: changes and refused requests.",
            "",
            "Each response of the SCIM service has the request id in the header X-Request-Id. The entries have it, too."
        },
        footer = {"", "Help on one: rollcall activity list --help"})
public final class ActivityCommand extends CommandGroup {
    private ActivityCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new ActivityCommand())
                .addSubcommand(new ListActivity(program))
                .addSubcommand(new Show(program));
    }

    /** {@code rollcall activity show}. */
    @Command(
            name = "show",
            description =
                    "Show one entry: what changed, who did it, from where, why it was refused, or which part was ignored.",
            footer = {"", "Example: rollcall activity show acme 01990000-0000-7000-8000-000000000000"})
    private static final class Show extends FeatureCommand {
        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        @Parameters(
                index = "1",
                paramLabel = "ID",
                description = "The entry, by the id that 'rollcall activity list' shows.")
        private UUID id;

        Show(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            ActivityEntry entry =
                    features.activity().get(argument.resolve(features).id(), id);
            ActivityOutput shown = new ActivityOutput(entry);
            List<String> lines = new ArrayList<>(List.of(
                    "When        " + shown.time(),
                    "What        " + shown.what(),
                    "About       " + shown.subject(),
                    "Who         " + shown.who()));
            add(lines, "User id     ", entry.user().map(Object::toString).orElse(""));
            add(lines, "From        ", entry.actor().address());
            add(lines, "Client      ", entry.actor().userAgent());
            add(lines, "Request id  ", entry.actor().requestId());
            add(lines, "Ignored     ", String.join(", ", entry.ignored()));
            add(lines, "Reason      ", entry.ignored().isEmpty() ? entry.detail() : "");
            lines.addAll(shown.changeLines());
            output.print(shown.json(), lines.toArray(String[]::new));
        }

        private static void add(List<String> lines, String label, String text) {
            if (!text.isEmpty()) {
                lines.add(label + text);
            }
        }
    }
}
