package io.rollcall.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall key}: what lets administrators and their programs into the Admin API. */
@Command(
        name = "key",
        description = {
            "Create, list, rotate and revoke admin keys.",
            "",
            "An admin key opens the Admin API: for one organization, or for all of them. Its text is shown when it is"
                    + " made and can never be shown again."
        },
        footer = {"", "Help on one: rollcall key create --help"})
final class KeyCommand extends CommandGroup {
    private KeyCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new KeyCommand())
                .addSubcommand(new CreateKey(program))
                .addSubcommand(new ListKeys(program))
                .addSubcommand(new RotateKey(program))
                .addSubcommand(new RevokeKey(program));
    }
}
