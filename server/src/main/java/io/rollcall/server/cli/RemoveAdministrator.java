package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rollcall administrator remove}. */
@Command(
        name = "remove",
        description = "Remove an administrator, who is signed out everywhere at once.",
        footer = {"", "Example: rollcall administrator remove jane@example.com"})
final class RemoveAdministrator extends FeatureCommand {
    @Parameters(paramLabel = "NAME", description = "By which the person signs in, in any case.")
    private String name;

    RemoveAdministrator(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        features.administrators().delete(name, Actor.operator());
        answer.give(new Json().with("name", name).with("state", "removed"), "Removed the administrator " + name + ".");
    }
}
