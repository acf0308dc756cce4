package io.rollcall.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall secret}: the keys that the servers share. */
@Command(
        name = "secret",
        description = {
            "List and rotate the key that seals cursors.",
            "",
            "The servers make it themselves, share it in the database, and replace it every 30 days (the setting"
                    + " scim.cursor-key-days). It is never shown."
        },
        footer = {"", "Help on one: rollcall secret rotate --help"})
final class SecretCommand extends CommandGroup {
    private SecretCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new SecretCommand())
                .addSubcommand(new ListSecrets(program))
                .addSubcommand(new RotateSecret(program));
    }
}
