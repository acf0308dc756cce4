package io.rollcall.server.http;

import java.util.Optional;

/** Body of responses to requests that reached no resource, such as an unknown address. */
public interface ErrorPage {
    /**
     * Returns the body's media type; it is sent in UTF-8.
     *
     * @param accept the request's Accept header, or the empty text
     */
    String contentType(String accept);

    /**
     * Returns the body.
     *
     * @param detail message for the client; empty if the status is enough
     */
    String body(int status, Optional<String> detail);
}
