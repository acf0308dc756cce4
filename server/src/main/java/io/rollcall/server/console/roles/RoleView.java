package io.rollcall.server.console.roles;

import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.RoleHolders;
import java.util.Optional;

/**
 * One role.
 *
 * @param name what stands in the form, as it is or as it was entered, and so the {@code kind}
 * @param holders who has it, where that matters now: counting a million takes longer than the page
 * @param asked whether it shall really be retired, or deleted: the action's name
 */
record RoleView(
        Layout layout,
        Organization organization,
        Role role,
        String name,
        String kind,
        Optional<RoleHolders> holders,
        Optional<String> asked,
        FormProblem problem) {

    /** Whether it shall be deleted and cannot be, since somebody has it. */
    boolean held() {
        return asked.filter("delete"::equals).isPresent()
                && holders.filter(held -> held.count() > 0).isPresent();
    }

    String path(String... more) {
        return ConsolePaths.below(ConsolePaths.of(organization, "roles", "role"), more) + "?value="
                + ConsolePaths.encoded(role.value());
    }
}
