package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall key revoke}. */
@Command(
        name = "revoke",
        description = "End an admin key's life; every server refuses it within a second. There is no way back.",
        footer = {"", "Example: rollcall key revoke 7"})
final class RevokeKey extends FeatureCommand {
    @Parameters(paramLabel = "ID", description = "The key's id, a number that 'rollcall key list' shows.")
    private long id;

    RevokeKey(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        features.adminKeys().revoke(id, Actor.operator());
        answer.give(new Json().with("id", id).with("state", "revoked"), "Revoked the admin key " + id + ".");
    }
}
