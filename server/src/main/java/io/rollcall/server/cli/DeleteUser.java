package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.users.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall user delete}. */
@Command(
        name = "delete",
        description = {
            "Delete a user, as the identity provider does by DELETE.",
            "",
            "The user is gone for SCIM and the userName is free. What was known is kept as a former user, until the user"
                    + " comes back, the organization's policy erases it, or 'rollcall user erase' does."
        },
        footer = {"", "Example: rollcall user delete acme jane@example.com --confirm jane@example.com"})
final class DeleteUser extends FeatureCommand {
    @Mixin
    private final UserArguments arguments = new UserArguments();

    @Mixin
    private final ConfirmOption confirm = new ConfirmOption();

    DeleteUser(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        OrganizationId organization = arguments.forChange(features).id();
        Account account = new NamedUser(features, organization, arguments.user()).getPresent();
        confirm.require(account, "delete");
        features.users().delete(organization, account.id(), Actor.operator(), stored -> {});
        answer.give(
                new Json()
                        .with("id", account.id().toString())
                        .with("userName", account.userName())
                        .with("deleted", true),
                "Deleted the user '" + account.userName() + "'.");
    }
}
