package io.rollcall.server.users;

/**
 * Which users are asked for, and in which order.
 *
 * @param limit how many at the most
 * @param offset how many of those that come first are passed over
 */
public record UserQuery(Condition condition, UserOrder order, int limit, long offset) {}
