package io.rollcall.server.activity;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Shortened;
import io.rollcall.server.kernel.UserId;
import java.util.Optional;

/**
 * Refused or failed request.
 *
 * @param line its method and path
 * @param user the user in the path
 * @param userName the user name that the client sent
 * @param status the HTTP status of the response
 * @param detail the text of the response
 */
public record RefusedRequest(
        String line, Optional<UserId> user, Optional<String> userName, int status, String detail, Actor actor) {
    /** Separator of the request and the user name in an entry's subject. */
    public static final String FOR = " for ";

    private static final int FIRST_FAILURE = 500;
    private static final int UNSUPPORTED = 501;
    private static final int MAX_NAME = 128;

    public RefusedRequest {
        userName = userName.map(RefusedRequest::shown).filter(name -> !name.isEmpty());
    }

    /** Returns a refused request without a user. */
    public static RefusedRequest of(String line, int status, String detail, Actor actor) {
        return new RefusedRequest(line, Optional.empty(), Optional.empty(), status, detail, actor);
    }

    /** Returns the same request with a user. */
    public RefusedRequest about(Optional<UserId> id, Optional<String> name) {
        return new RefusedRequest(line, id, name, status, detail, actor);
    }

    /** Returns whether the request failed because of a server error. */
    boolean isFailure() {
        return status >= FIRST_FAILURE && status != UNSUPPORTED;
    }

    /** Returns the same request with a longer detail. */
    RefusedRequest explained(String more) {
        return new RefusedRequest(line, user, userName, status, detail + more, actor);
    }

    private static String shown(String name) {
        return Shortened.of(name.replaceAll("\\p{Cntrl}", " ").strip(), MAX_NAME);
    }
}
