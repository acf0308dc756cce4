package io.rollcall.server.roles;

/** For whom a role is meant: people assigned one by one, or people who come through an assigned group. */
public enum RoleKind {
    PERSONAL,
    GROUP
}
