package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.IssuedToken;
import io.rollcall.server.tokens.TokenJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall token rotate}. */
@Command(
        name = "rotate",
        description = {
            "Put a new token beside one, to change it without an outage. The new one is shown this once.",
            "",
            "Both work. Paste the new one into the identity provider: 24 hours after its first use (the setting"
                    + " tokens.rotation-grace-hours) the old one ends by itself. If the new one is never used, the old"
                    + " one works on."
        },
        footer = {"", "Example: rollcall token rotate acme 7"})
final class RotateToken extends FeatureCommand {
    @Mixin
    private final TokenArguments arguments = new TokenArguments();

    @Mixin
    private final ExpiresOption expires = new ExpiresOption();

    RotateToken(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        Organization organization = arguments.in(features);
        IssuedToken issued =
                features.tokens().rotate(organization.id(), arguments.id(), expires.lifetime(), Actor.operator());
        DescribedToken described =
                new DescribedToken(issued.token(), features.clock().instant());
        answer.give(
                Json.of(TokenJson.of(issued, described.now())).with("replaces", arguments.id()),
                "New token (copy it now, it is not shown again): "
                        + issued.secret().reveal(),
                "Paste it into the identity provider in place of the old one. Token " + arguments.id()
                        + " works on, and ends "
                        + Plural.of(features.rotationGrace().toHours(), "hour")
                        + " after the new one is first used.",
                "To end the old one sooner: "
                        + ProgramName.command(
                                "token", "revoke", organization.slug().value(), Long.toString(arguments.id())));
    }
}
