package io.rollcall.server.cli;

import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.cli.Program.Features;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollcall activity show}. */
@Command(
        name = "show",
        description =
                "Show all of one entry: what changed, who did it, from where, why it was refused, or what of it was ignored.",
        footer = {"", "Example: rollcall activity show acme 01990000-0000-7000-8000-000000000000"})
final class ShowActivity extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Parameters(
            index = "1",
            paramLabel = "ID",
            description = "The entry, by the id that 'rollcall activity list' shows.")
    private UUID id;

    ShowActivity(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        ActivityEntry entry = features.activity().get(argument.in(features).id(), id);
        DescribedEntry described = new DescribedEntry(entry);
        List<String> words = new ArrayList<>(List.of(
                "When        " + described.time(),
                "What        " + described.what(),
                "About       " + described.subject(),
                "Who         " + described.who()));
        add(words, "User id     ", entry.user().map(Object::toString).orElse(""));
        add(words, "From        ", entry.actor().address());
        add(words, "Client      ", entry.actor().userAgent());
        add(words, "Request id  ", entry.actor().requestId());
        add(words, "Ignored     ", String.join(", ", entry.ignored()));
        add(words, "Reason      ", entry.ignored().isEmpty() ? entry.detail() : "");
        words.addAll(described.changesInWords());
        answer.give(described.json(), words.toArray(String[]::new));
    }

    private static void add(List<String> words, String label, String text) {
        if (!text.isEmpty()) {
            words.add(label + text);
        }
    }
}
