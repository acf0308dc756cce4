package io.rollcall.server.users;

/**
 * A user's next state.
 *
 * @param activeChanged whether the user is activated or deactivated
 * @param roleChanged whether {@link UserProfile#role} differs from what is stored
 * @param valuesChanged whether {@link UserProfile#values} differs from what is stored
 */
public record UserUpdate(UserProfile profile, boolean activeChanged, boolean roleChanged, boolean valuesChanged) {}
