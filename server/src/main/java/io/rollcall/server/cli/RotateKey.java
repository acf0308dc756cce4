package io.rollcall.server.cli;

import io.rollcall.server.adminkeys.AdminKeyJson;
import io.rollcall.server.adminkeys.IssuedAdminKey;
import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Plural;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rollcall key rotate}. */
@Command(
        name = "rotate",
        description = {
            "Put a new admin key beside one, to change it without an outage. The new one is shown this once.",
            "",
            "Both work. Give the new one to the program or person that has the old one: 24 hours after its first use (the"
                    + " setting admin-keys.rotation-grace-hours) the old one ends by itself. If the new one is never used,"
                    + " the old one keeps working."
        },
        footer = {"", "Example: rollcall key rotate 7 --expires 90"})
final class RotateKey extends FeatureCommand {
    @Parameters(paramLabel = "ID", description = "The key's id, a number that 'rollcall key list' shows.")
    private long id;

    @Mixin
    private final ExpiresOption expires = new ExpiresOption();

    RotateKey(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        IssuedAdminKey issued = features.adminKeys().rotate(id, expires.lifetime(), Actor.operator());
        DescribedKey described = DescribedKey.of(issued.key(), features);
        answer.give(
                Json.of(AdminKeyJson.of(issued, described.slug(), described.now()))
                        .with("replaces", id),
                "New admin key (copy it now, it is not shown again): "
                        + issued.secret().reveal(),
                "It is for " + described.reach() + " and expires: " + described.expires(),
                "Key " + id + " keeps working, and ends "
                        + Plural.of(features.adminKeys().rotationGrace().toHours(), "hour")
                        + " after the new one is first used.",
                "To end the old one sooner: " + ProgramName.command("key", "revoke", Long.toString(id)));
    }
}
