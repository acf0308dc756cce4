package io.rollcall.server.console.roles;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.roles.Roles;
import java.util.Arrays;

/** Action of a button on a role's page. */
enum RoleAction {
    MAKE_DEFAULT("make-default", Roles::makeDefault),
    CLEAR_DEFAULT("clear-default", RoleAction::clearDefault),
    FORBID("forbid", Roles::forbid),
    ALLOW("allow", Roles::allow),
    RETIRE("retire", Roles::retire),
    REINSTATE("reinstate", Roles::reinstate),
    DELETE("delete", Roles::delete);

    private interface Work {
        void apply(Roles roles, OrganizationId organization, String value, Actor actor);
    }

    private final String word;
    private final Work work;

    RoleAction(String word, Work work) {
        this.word = word;
        this.work = work;
    }

    /** Clears the default role, or throws CONFLICT if it is no longer this role. */
    private static void clearDefault(Roles roles, OrganizationId organization, String value, Actor actor) {
        if (!roles.catalogue(organization).get(value).isDefault()) {
            throw Refusal.conflict("The role '" + value + "' is no longer the default. Reload the page.");
        }
        roles.clearDefault(organization, actor);
    }

    /** Returns the action of that name, or throws INVALID. */
    static RoleAction of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word.equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("This page has no such action. Reload it and try again."));
    }

    void apply(Roles roles, OrganizationId organization, String value, Actor actor) {
        work.apply(roles, organization, value, actor);
    }

    /** Returns the suffix of the success message's text key. */
    String done() {
        return "role-" + word;
    }
}
