package io.rollcall.server.users;

/**
 * A user's next state.
 *
 * @param activeChanged whether the user is activated or deactivated
 * @param valuesChanged whether {@link UserProfile#values} differs from what is stored
 */
public record UserUpdate(UserProfile profile, boolean activeChanged, boolean valuesChanged) {}
