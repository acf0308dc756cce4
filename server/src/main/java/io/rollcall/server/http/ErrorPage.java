package io.rollcall.server.http;

/** Writes the body of an answer to a request that reached no resource, such as an unknown address. */
public interface ErrorPage {
    /** The body's media type. */
    String contentType();

    /** @param detail what was wrong, in words for the client */
    String body(int status, String detail);
}
