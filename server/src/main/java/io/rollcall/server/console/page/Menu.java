package io.rollcall.server.console.page;

import io.rollcall.server.organizations.Organization;
import java.util.Arrays;
import java.util.List;

/** Pages of an organization, in the order of the menu. */
public enum Menu {
    OVERVIEW("menu.overview"),
    USERS("menu.users", "users"),
    GROUPS("menu.groups", "groups"),
    ROLES("menu.roles", "roles"),
    ACTIVITY("menu.activity", "activity"),
    SECURITY("menu.security", "security"),
    WEBHOOKS("menu.webhooks", "webhooks"),
    OKTA("menu.okta", "okta"),
    ENTRA("menu.entra", "entra");

    private final String title;
    private final String[] path;

    Menu(String title, String... path) {
        this.title = title;
        this.path = path;
    }

    /** Returns the key of the title. */
    String title() {
        return title;
    }

    String[] path() {
        return path.clone();
    }

    /** Current page in an organization's menu. */
    public record MenuLocation(Organization organization, Menu menu) {
        /** Returns the pages in the menu: that of groups only if the organization has them, or is at it. */
        List<Menu> items() {
            return Arrays.stream(values())
                    .filter(item -> item != GROUPS || organization.groupsEnabled() || isAt(item))
                    .toList();
        }

        String path(Menu item) {
            return ConsolePaths.of(organization, item.path());
        }

        boolean isAt(Menu item) {
            return menu == item;
        }
    }
}
