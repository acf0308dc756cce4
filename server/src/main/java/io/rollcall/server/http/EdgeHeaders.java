package io.rollcall.server.http;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.Header;

/** Headers of answers that no application writes, and what requests say that are answered so. */
final class EdgeHeaders {
    private EdgeHeaders() {}

    /** Sets the headers that every answer has, whatever writes it. */
    static void set(HttpResponsePacket response, HttpConfig config) {
        if (response.getHeader(RequestId.HEADER) == null) {
            response.setHeader(RequestId.HEADER, RequestId.next());
        }
        config.hsts().ifPresent(hsts -> response.setHeader(HttpConfig.HSTS, hsts));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    /** Returns all that Accept says, or the empty text. */
    static String accept(HttpRequestPacket request) {
        return StreamSupport.stream(request.getHeaders().values(Header.Accept).spliterator(), false)
                .collect(Collectors.joining(","));
    }
}
