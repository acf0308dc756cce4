package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall role delete}. */
@Command(name = "delete", description = "Remove a role that no user has; for one that users have, see 'retire'.")
final class DeleteRole extends FeatureCommand {
    @Mixin
    private final RoleArguments arguments = new RoleArguments();

    DeleteRole(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        features.roles().delete(arguments.in(features).id(), arguments.value(), Actor.operator());
        answer.give(
                new Json().with("value", arguments.value()).with("deleted", true),
                "Deleted the role '" + arguments.value() + "'.");
    }
}
