package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall token revoke}. */
@Command(
        name = "revoke",
        description = "End a token's life; every server refuses it within a second. There is no way back.",
        footer = {"", "Example: rollcall token revoke acme 7"})
final class RevokeToken extends FeatureCommand {
    @Mixin
    private final TokenArguments arguments = new TokenArguments();

    RevokeToken(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        features.tokens().revoke(arguments.in(features).id(), arguments.id(), Actor.operator());
        answer.give(
                new Json().with("id", arguments.id()).with("state", "revoked"),
                "Revoked token " + arguments.id() + ".");
    }
}
