package io.rollcall.server.users.query;

import io.rollcall.server.kernel.UserId;

/**
 * A user's place in an order, which stays where it is when that user goes.
 *
 * @param key the value by which the user is placed; empty text where the id alone decides
 * @param id decides between equal keys
 */
public record Position(String key, UserId id) {}
