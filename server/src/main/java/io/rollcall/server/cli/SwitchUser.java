package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.Account;
import picocli.CommandLine.Mixin;

/** A command that makes one user active or inactive, and answers with the user as it is then. */
abstract class SwitchUser extends FeatureCommand {
    private final boolean active;

    @Mixin
    private final UserArguments arguments = new UserArguments();

    SwitchUser(Program program, boolean active) {
        super(program);
        this.active = active;
    }

    @Override
    void run(Features features, Answer answer) {
        OrganizationId organization = arguments.forChange(features).id();
        Account named = new NamedUser(features, organization, arguments.user()).getPresent();
        features.users().setActive(organization, named.id(), active, Actor.operator());
        DescribedAccount changed = new DescribedAccount(
                features.accounts().getPresent(organization, named.id().toString()));
        answer.give(
                changed.json(),
                "The user '" + changed.account().userName() + "' is " + (active ? "active" : "inactive") + ".");
    }
}
