package io.rollcall.server.tokens;

import io.rollcall.server.kernel.Actor;
import java.util.Optional;

/**
 * A request with a token that is not valid for it.
 *
 * @param request its method and path
 * @param actor the token by its name, with the client's address and user agent
 * @param foreignHost the host that was called, if a valid token is not good for it
 */
public record RejectedAttempt(String request, Actor actor, Optional<String> foreignHost) {}
