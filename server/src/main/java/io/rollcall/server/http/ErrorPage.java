package io.rollcall.server.http;

import java.util.Optional;

/** Writes the body of an answer to a request that reached no resource, such as an unknown address. */
public interface ErrorPage {
    /**
     * Returns the body's media type; it is sent in UTF-8.
     *
     * @param accept the request's Accept header, or the empty text
     */
    String contentType(String accept);

    /** @param detail what was wrong, in words for the client; empty where the status says it all */
    String body(int status, Optional<String> detail);
}
