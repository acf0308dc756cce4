package io.rollcall.server.users;

/**
 * Which users are asked for, and in which order.
 *
 * @param limit how many at the most
 */
public record UserQuery(Condition condition, UserOrder order, int limit, Start start) {}
