package io.rollcall.server.organizations;

/** Lifecycle state of an organization. */
public enum OrganizationStatus {
    ACTIVE,
    /** Everything of it is kept, and every SCIM request refused. */
    SUSPENDED,
    /** It is going for good; what was not removed yet is refused to everybody. */
    DELETING
}
