package io.rollcall.server.console.page;

import io.rollcall.server.organizations.Organization;

/** Where in an organization's pages a visitor is. */
public record MenuLocation(Organization organization, Menu menu) {
    String path(Menu item) {
        return ConsolePaths.of(organization, item.path());
    }

    boolean isAt(Menu item) {
        return menu == item;
    }
}
