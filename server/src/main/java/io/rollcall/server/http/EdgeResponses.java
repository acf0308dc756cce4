package io.rollcall.server.http;

import io.rollcall.server.http.wire.HttpRefusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.DataChunk;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.HttpStatus;

/** Responses that no application writes, in the form of the application whose address was called, or else of the first one. */
final class EdgeResponses implements HttpRefusal.Writer {
    /** Refusal of a request that meets too many others. */
    static final HttpRefusal BUSY =
            HttpRefusal.unavailable("The server is busy. Send the same request again after a moment.");

    private final List<Mount> mounts;
    private final Optional<String> hsts;

    /** @param hsts value of the Strict-Transport-Security header; empty for none */
    EdgeResponses(List<Mount> mounts, Optional<String> hsts) {
        this.mounts = List.copyOf(mounts);
        this.hsts = hsts;
    }

    /**
     * Returns the error page of the application at a path.
     *
     * @param path as the client wrote it
     */
    ErrorPage page(String path) {
        return mounts.stream()
                .filter(mount -> path.equals(mount.path()) || path.startsWith(mount.path() + "/"))
                .findFirst()
                .orElse(mounts.get(0))
                .errorPage();
    }

    /** Sets the headers that every such response has. */
    void setHeaders(HttpResponsePacket response) {
        if (response.getHeader(RequestId.HEADER) == null) {
            response.setHeader(RequestId.HEADER, RequestId.next());
        }
        hsts.ifPresent(value -> response.setHeader(HttpConfig.HSTS, value));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    /** Answers a request with an error page. */
    void answer(Request request, Response response, ErrorPage page, HttpRefusal refusal) throws IOException {
        byte[] body = body(page, refusal);
        response.setStatus(refusal.status());
        setHeaders(response.getResponse(), refusal);
        response.setContentType(page.contentType(accept(request.getRequest())));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Returns a handler that refuses requests for the moment. */
    HttpHandler busy(ErrorPage page) {
        return new HttpHandler() {
            @Override
            public void service(Request request, Response response) throws IOException {
                answer(request, response, page, BUSY);
            }
        };
    }

    @Override
    public byte[] write(HttpRequestPacket request, HttpResponsePacket response, HttpRefusal refusal) {
        ErrorPage page = page(path(request));
        byte[] body = body(page, refusal);
        HttpStatus.getHttpStatus(refusal.status()).setValues(response);
        setHeaders(response, refusal);
        response.setContentType(page.contentType(accept(request)));
        response.setContentLength(body.length);
        return body;
    }

    private void setHeaders(HttpResponsePacket response, HttpRefusal refusal) {
        setHeaders(response);
        if (refusal.retryAfterSeconds() > 0) {
            response.setHeader(Header.RetryAfter, Long.toString(refusal.retryAfterSeconds()));
        }
    }

    private static byte[] body(ErrorPage page, HttpRefusal refusal) {
        Optional<String> detail = Optional.of(refusal.detail()).filter(text -> !text.isEmpty());
        return page.body(refusal.status(), detail).getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the path of a request, or the empty text for a malformed head without one. */
    private static String path(HttpRequestPacket request) {
        DataChunk path = request.getRequestURIRef().getRequestURIBC();
        return path.isNull() ? "" : path.toString();
    }

    /** Returns the values of all Accept headers, or the empty text. */
    static String accept(HttpRequestPacket request) {
        return StreamSupport.stream(request.getHeaders().values(Header.Accept).spliterator(), false)
                .collect(Collectors.joining(","));
    }
}
