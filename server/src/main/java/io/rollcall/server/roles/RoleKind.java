package io.rollcall.server.roles;

/** Kind of a role: for people assigned one by one, for people assigned through a group, or both. */
public enum RoleKind {
    PERSONAL,
    GROUP,
    BOTH;

    /** Whether a role of this kind may be offered where one of the other kind is wanted. */
    public boolean includes(RoleKind other) {
        return this == BOTH || this == other;
    }
}
