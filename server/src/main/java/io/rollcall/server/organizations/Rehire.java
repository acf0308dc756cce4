package io.rollcall.server.organizations;

/** Which id a user gets who comes back after having been deleted. */
public enum Rehire {
    SAME_ID,
    NEW_ID
}
