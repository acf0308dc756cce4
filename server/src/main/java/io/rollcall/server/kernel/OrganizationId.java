package io.rollcall.server.kernel;

/** Identifies an organization inside this installation; never shown to clients. */
public record OrganizationId(long value) {
    /** Stands for the whole installation, since no organization has this number. */
    public static final OrganizationId INSTALLATION = new OrganizationId(0);
}
