package io.rollcall.server.roles;

/**
 * One value of an organization's role list.
 *
 * @param value what identity providers send
 * @param displayName what people read
 */
public record Role(String value, String displayName, RoleKind kind) {}
