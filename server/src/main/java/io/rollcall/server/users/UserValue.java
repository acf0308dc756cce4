package io.rollcall.server.users;

/**
 * One value of a multi-valued attribute, kept apart so that it can be looked up.
 *
 * @param attribute the attribute's name: {@code emails}, {@code phoneNumbers}
 * @param key the folded value, see {@link UserProfile}
 * @param element the value's position in the attribute, from 0
 */
public record UserValue(String attribute, String key, int element) {}
