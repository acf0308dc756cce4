package io.rollcall.server.http;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.server.ContainerException;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;

/** Takes a response from Jersey: status and headers at once, the body into memory. */
final class CollectedResponse implements ContainerResponseWriter {
    private static final String FAILED = "Request failed.";
    private static final int FAILURE = 500;

    private final Response response;
    private final Body body = new Body();

    CollectedResponse(Response response) {
        this.response = response;
    }

    Body body() {
        return body;
    }

    @Override
    public OutputStream writeResponseStatusAndHeaders(long contentLength, ContainerResponse context) {
        response.setStatus(
                context.getStatusInfo().getStatusCode(), context.getStatusInfo().getReasonPhrase());
        response.setContentLengthLong(contentLength);
        context.getStringHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        return body;
    }

    /** Of a failure that no mapper of the application has an answer to. */
    @Override
    public void failure(Throwable error) {
        response.reset();
        response.setStatus(FAILURE, FAILED);
        throw error instanceof RuntimeException known ? known : new ContainerException(error);
    }

    /** A few bytes of a body that grows beyond them are cheap to have twice. */
    @Override
    public boolean enableResponseBuffering() {
        return true;
    }

    @Override
    public void commit() {
        // sent as soon as all of it is there
    }

    @Override
    public boolean suspend(long timeOut, TimeUnit unit, TimeoutHandler handler) {
        return false;
    }

    @Override
    public void setSuspendTimeout(long timeOut, TimeUnit unit) {
        throw new IllegalStateException("No response is suspended");
    }

    /** The bytes of a body, readable without a copy. */
    static final class Body extends ByteArrayOutputStream {
        /** Only as many as {@link #size} of them are the body's. */
        byte[] bytes() {
            return buf;
        }
    }
}
