package io.rollcall.server.accessreview;

/** A fact about an access that a reviewer should look at. */
public enum Finding {
    NEVER_USED("never-used"),
    UNUSED("unused-for-90-days"),
    NO_EXPIRY("no-expiry"),
    EXPIRES_SOON("expires-within-30-days"),
    /** The administrator or admin key that created it is gone, or nobody can sign in as that administrator. */
    HELD_BY_NOBODY("held-by-nobody"),
    /** It lives longer than the configured maximum, which came after it. */
    LONGER_THAN_ALLOWED("longer-than-allowed");

    private final String label;

    Finding(String label) {
        this.label = label;
    }

    /** The word for it in reports. */
    public String label() {
        return label;
    }
}
