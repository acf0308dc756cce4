package io.rollcall.server.console.page;

/** An organization's pages, in the order of the menu. */
public enum Menu {
    OVERVIEW("menu.overview"),
    USERS("menu.users", "users"),
    ROLES("menu.roles", "roles"),
    ACTIVITY("menu.activity", "activity"),
    SECURITY("menu.security", "security"),
    OKTA("menu.okta", "okta");

    private final String title;
    private final String[] path;

    Menu(String title, String... path) {
        this.title = title;
        this.path = path;
    }

    /** The key of its name. */
    String title() {
        return title;
    }

    String[] path() {
        return path.clone();
    }
}
