package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall user erase}. */
@Command(
        name = "erase",
        description = {
            "Erase a user, or a former one, for good: the person's data, and what activity says of it.",
            "",
            "There is no way back and no copy. The entries of the activity stay, without the name and the values. If"
                    + " the person comes back, that is a new user with a new id.",
            "A former user whose name somebody else has by now is named by id."
        },
        footer = {"", "Example: rollcall user erase acme jane@example.com --confirm jane@example.com"})
final class EraseUser extends FeatureCommand {
    @Mixin
    private final UserArguments arguments = new UserArguments();

    @Mixin
    private final ConfirmOption confirm = new ConfirmOption();

    EraseUser(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        OrganizationId organization = arguments.forChange(features).id();
        Account account = new NamedUser(features, organization, arguments.user()).get();
        confirm.require(account, "erase");
        features.erasure().erase(organization, account.id(), Actor.operator());
        answer.give(
                new Json().with("id", account.id().toString()).with("erased", true),
                "Erased the user with the id " + account.id() + ".");
    }
}
