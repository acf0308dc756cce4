package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall role nodefault}. */
@Command(name = "nodefault", description = "Let new users come without a role again, as they do at first.")
final class ClearDefaultRole extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    ClearDefaultRole(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        features.roles().clearDefault(argument.in(features).id(), Actor.operator());
        answer.give(new Json().with("value", (Object) null), "There is no default role now.");
    }
}
