package io.rollcall.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall token}: what lets an organization's identity provider in. */
@Command(
        name = "token",
        description = {
            "Generate, list, rotate and revoke SCIM tokens.",
            "",
            "A token lets an identity provider such as Okta in, for one organization. Its text is shown when it is"
                    + " made and can never be shown again."
        },
        footer = {"", "Help on one: rollcall token generate --help"})
final class TokenCommand extends CommandGroup {
    private TokenCommand() {}

    static CommandLine of(Program program) {
        return new CommandLine(new TokenCommand())
                .addSubcommand(new GenerateToken(program))
                .addSubcommand(new ListTokens(program))
                .addSubcommand(new RotateToken(program))
                .addSubcommand(new RevokeToken(program));
    }
}
