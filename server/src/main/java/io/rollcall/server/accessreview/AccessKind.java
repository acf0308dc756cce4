package io.rollcall.server.accessreview;

/** The kinds of access, in the order in which a review lists them. */
public enum AccessKind {
    ADMINISTRATOR("administrator"),
    ADMIN_KEY("admin-key"),
    TOKEN("token");

    private final String label;

    AccessKind(String label) {
        this.label = label;
    }

    /** The word for it in reports. */
    public String label() {
        return label;
    }
}
