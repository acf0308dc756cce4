package io.rollcall.server.cli.secret;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.secrets.SharedKey;
import io.rollcall.server.secrets.SharedKeys;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall secret}: the keys that the servers share. */
@Command(
        name = "secret",
        description = {
            "List and rotate the key that encrypts cursors.",
            "",
            "The servers create it themselves, share it in the database, and replace it every 30 days (the setting"
                    + " scim.cursor-key-days). It is never shown."
        },
        footer = {"", "Help on one: rollcall secret rotate --help"})
public final class SecretCommand extends CommandGroup {
    private SecretCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new SecretCommand())
                .addSubcommand(new ListAll(program))
                .addSubcommand(new Rotate(program));
    }

    /** {@code rollcall secret list}. */
    @Command(
            name = "list",
            description = "List the keys that encrypt cursors by number and time; never the keys themselves.")
    private static final class ListAll extends FeatureCommand {
        ListAll(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            SharedKeys keys = features.secrets().reload(Secrets.CURSORS);
            Table table = new Table("NAME", "ID", "CREATED", "STATE");
            keys.all()
                    .forEach(key -> table.row(
                            Secrets.CURSORS,
                            Integer.toString(key.id()),
                            key.created().map(Instant::toString).orElse("by an earlier release"),
                            state(key, keys)));
            output.printAll(keys.all().stream().map(key -> json(key, keys)).toList(), table, "There are no keys yet.");
        }

        private static JsonLine json(SharedKey key, SharedKeys keys) {
            return new JsonLine()
                    .with("name", Secrets.CURSORS)
                    .with("id", key.id())
                    .with("created", key.created())
                    .with("state", state(key, keys));
        }

        private static String state(SharedKey key, SharedKeys keys) {
            return key.equals(keys.current()) ? "in use" : "replaced";
        }
    }

    /** {@code rollcall secret rotate}. */
    @Command(
            name = "rotate",
            description = {
                "Replace the key that encrypts cursors.",
                "",
                "All servers use the new key within 5 seconds. The old one decrypts cursors that clients hold until these"
                        + " expire (the setting scim.cursor-timeout-seconds), so no client has to start again. All servers"
                        + " must run a release that has this command."
            },
            footer = {"", "Example: rollcall secret rotate"})
    private static final class Rotate extends FeatureCommand {
        Rotate(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            SharedKey key = features.secrets().rotate(Secrets.CURSORS, Actor.operator());
            output.print(
                    new JsonLine()
                            .with("name", Secrets.CURSORS)
                            .with("id", key.id())
                            .with("created", key.created()),
                    "The cursor key " + key.id()
                            + " is in use now. Cursors of the one before are good until they expire.");
        }
    }
}
