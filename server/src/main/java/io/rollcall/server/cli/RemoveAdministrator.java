package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall administrator remove}. */
@Command(
        name = "remove",
        description = {
            "Remove an administrator, who is signed out everywhere at once.",
            "",
            "The last operator goes only with --confirm. The server does not make another by itself; 'rollcall"
                    + " administrator add' does."
        },
        footer = {"", "Example: rollcall administrator remove jane@example.com"})
final class RemoveAdministrator extends FeatureCommand {
    @Parameters(paramLabel = "NAME", description = "By which the person signs in, in any case.")
    private String name;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "The name once more, to show that you mean it; needed to remove the last operator.")
    private Optional<String> confirmation = Optional.empty();

    RemoveAdministrator(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        features.administrators().delete(name, confirmation, Actor.operator());
        answer.give(new Json().with("name", name).with("state", "removed"), "Removed the administrator " + name + ".");
    }
}
