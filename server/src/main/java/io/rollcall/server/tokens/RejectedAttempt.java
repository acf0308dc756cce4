package io.rollcall.server.tokens;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Shortened;
import java.util.Optional;

/**
 * A request with a token that is not valid for it.
 *
 * @param request its method and path
 * @param actor the token by its name, with the client's address and user agent
 * @param foreignHost the host that was called, if a valid token is not good for it
 */
public record RejectedAttempt(String request, Actor actor, Optional<String> foreignHost) {
    /** Kept for each credential that was rejected within the hour, and as long as its client likes until it is cut. */
    private static final int MAX_CHARACTERS = 255;

    public RejectedAttempt {
        request = Shortened.of(request, MAX_CHARACTERS);
        foreignHost = foreignHost.map(host -> Shortened.of(host, MAX_CHARACTERS));
    }
}
