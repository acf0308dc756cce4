package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall administrator reset-password}. */
@Command(
        name = "reset-password",
        description =
                "Give an administrator a new password, sign them out everywhere, and end their waiting after failures to sign"
                        + " in.",
        footer = {"", "Example: rollcall administrator reset-password jane@example.com"})
final class ResetPassword extends FeatureCommand {
    @Parameters(paramLabel = "NAME", description = "By which the person signs in, in any case.")
    private String name;

    ResetPassword(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        DescribedPassword described =
                new DescribedPassword(features.administrators().resetPassword(name, Actor.operator()), features);
        answer.give(described.json(), described.lines());
    }
}
