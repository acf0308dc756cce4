package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.secrets.SharedKey;
import io.rollcall.server.secrets.SharedKeys;
import java.time.Instant;
import picocli.CommandLine.Command;

/** {@code rollcall secret list}. */
@Command(name = "list", description = "List the keys that seal cursors by number and time; never the keys themselves.")
final class ListSecrets extends FeatureCommand {
    ListSecrets(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        SharedKeys keys = features.secrets().reload(Secrets.CURSORS);
        Table table = new Table("NAME", "ID", "CREATED", "STATE");
        keys.all()
                .forEach(key -> table.row(
                        Secrets.CURSORS,
                        Integer.toString(key.id()),
                        key.created().map(Instant::toString).orElse("by an earlier release"),
                        state(key, keys)));
        answer.giveAll(
                keys.all().stream()
                        .map(key -> new Json()
                                .with("name", Secrets.CURSORS)
                                .with("id", key.id())
                                .with("created", key.created())
                                .with("state", state(key, keys)))
                        .toList(),
                table,
                "There are no keys yet.");
    }

    private static String state(SharedKey key, SharedKeys keys) {
        return key.equals(keys.current()) ? "in use" : "replaced";
    }
}
