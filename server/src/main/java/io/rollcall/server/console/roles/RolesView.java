package io.rollcall.server.console.roles;

import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.FormProblem;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.roles.OktaLists;
import io.rollcall.server.roles.RoleCatalogue;

/** The catalogue, what of it is entered in Okta, and the form for another role with what was entered in it. */
record RolesView(
        Layout layout,
        Organization organization,
        RoleCatalogue catalogue,
        OktaLists lists,
        String value,
        String name,
        String kind,
        FormProblem problem) {

    String path(String... more) {
        return ConsolePaths.below(ConsolePaths.of(organization, "roles"), more);
    }
}
