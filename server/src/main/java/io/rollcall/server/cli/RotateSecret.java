package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.secrets.SharedKey;
import picocli.CommandLine.Command;

/** {@code rollcall secret rotate}. */
@Command(
        name = "rotate",
        description = {
            "Replace the key that seals cursors.",
            "",
            "All servers use the new key within 5 seconds. The old one opens the cursors that clients have until these"
                    + " expire (the setting scim.cursor-timeout-seconds), so no client has to start again. All servers have"
                    + " to be of a release that has this command."
        },
        footer = {"", "Example: rollcall secret rotate"})
final class RotateSecret extends FeatureCommand {
    RotateSecret(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        SharedKey key = features.secrets().rotate(Secrets.CURSORS, Actor.operator());
        answer.give(
                new Json().with("name", Secrets.CURSORS).with("id", key.id()).with("created", key.created()),
                "The cursor key " + key.id() + " is in use now. Cursors of the one before are good until they expire.");
    }
}
