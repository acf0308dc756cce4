package io.rollcall.server.console.page;

import io.rollcall.server.organizations.Organization;

/** Where in an organization's pages a visitor is. */
public record Place(Organization organization, Menu menu) {
    String path(Menu item) {
        return Paths.of(organization, item.path());
    }

    boolean isAt(Menu item) {
        return menu == item;
    }
}
