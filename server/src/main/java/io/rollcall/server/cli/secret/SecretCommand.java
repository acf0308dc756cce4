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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall secret}: the keys that the servers share. */
@Command(
        name = "secret",
        description = {
            "List and rotate the keys that all servers share.",
            "",
            "scim.cursors encrypts paging cursors, console.cookies encrypts cookies of the Admin Console,"
                    + " events.signing encrypts the keys that sign security event tokens. The servers create the keys"
                    + " themselves, share them in the database, and replace them every 30 days (the setting"
                    + " scim.cursor-key-days), signing keys every 90 (events.tokens.key-days). Keys are never shown."
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
    @Command(name = "list", description = "List the shared keys by name, number and time; never the keys themselves.")
    private static final class ListAll extends FeatureCommand {
        ListAll(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Table table = new Table("NAME", "ID", "CREATED", "STATE");
            List<JsonLine> lines = new ArrayList<>();
            for (String name : Secrets.NAMES) {
                features.secrets().find(name).ifPresent(keys -> keys.all().forEach(key -> {
                    String state = key.equals(keys.current()) ? "in use" : "replaced";
                    table.row(
                            name,
                            Integer.toString(key.id()),
                            key.created().map(Instant::toString).orElse("by an earlier release"),
                            state);
                    lines.add(json(name, key).with("state", state));
                }));
            }
            output.printAll(lines, table, "There are no keys yet.");
        }
    }

    private static JsonLine json(String name, SharedKey key) {
        return new JsonLine().with("name", name).with("id", key.id()).with("created", key.created());
    }

    /** {@code rollcall secret rotate}. */
    @Command(
            name = "rotate",
            description = {
                "Replace a shared key.",
                "",
                "All servers use the new key within 5 seconds. The old one still decrypts what clients hold until that"
                        + " expires: cursors (the setting scim.cursor-timeout-seconds) and cookies of the Admin Console. A"
                        + " new signing key is published for a minute before it signs, and an old one for as long as"
                        + " events.tokens.key-published-days. All servers must run a release that has this command."
            },
            footer = {"", "Examples: rollcall secret rotate", "          rollcall secret rotate console.cookies"})
    private static final class Rotate extends FeatureCommand {
        @Parameters(
                arity = "0..1",
                paramLabel = "NAME",
                defaultValue = Secrets.CURSORS,
                description = "The name of the key: scim.cursors (the default), console.cookies or events.signing.")
        private String name;

        Rotate(Program program) {
            super(program);
        }

        @Override
        protected Optional<String> usageProblem() {
            return Secrets.NAMES.contains(name)
                    ? Optional.empty()
                    : Optional.of("There is no shared key '" + name + "'. The keys are: "
                            + String.join(", ", Secrets.NAMES) + ".");
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            SharedKey key = features.secrets().rotate(name, Actor.operator());
            output.print(
                    json(name, key), "The " + described(name) + " key " + key.id() + " is in use now. " + effect(name));
        }

        private static String described(String name) {
            return switch (name) {
                case Secrets.CURSORS -> "cursor";
                case Secrets.COOKIES -> "cookie";
                default -> "signing";
            };
        }

        private static String effect(String name) {
            return switch (name) {
                case Secrets.CURSORS -> "Cursors of the old key stay valid until they expire.";
                case Secrets.COOKIES -> "Cookies of the old key stay valid until they expire.";
                default -> "It signs in a minute; the old one stays published, so that its tokens can be verified.";
            };
        }
    }
}
