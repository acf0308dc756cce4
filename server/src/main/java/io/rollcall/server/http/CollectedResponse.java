package io.rollcall.server.http;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.jersey.server.ContainerException;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;

/** Response of Jersey in memory: status and headers are set at once, the body is collected. */
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

    /** Called for a failure that no mapper of the application handles. */
    @Override
    public void failure(Throwable error) {
        response.reset();
        response.setStatus(FAILURE, FAILED);
        throw error instanceof RuntimeException known ? known : new ContainerException(error);
    }

    /** Copying a few bytes of a growing body is cheap. */
    @Override
    public boolean enableResponseBuffering() {
        return true;
    }

    @Override
    public void commit() {
        // sent once it is complete
    }

    @Override
    public boolean suspend(long timeOut, TimeUnit unit, TimeoutHandler handler) {
        return false;
    }

    @Override
    public void setSuspendTimeout(long timeOut, TimeUnit unit) {
        throw new IllegalStateException("No response is suspended");
    }

    /** Bytes of a body. A large array that is a whole entity is not copied. */
    static final class Body extends OutputStream {
        /** Jersey reuses a buffer of this size for streams, so arrays up to it are copied. */
        private static final int BUFFER = 8_192;

        private final AtomicReference<byte[]> whole = new AtomicReference<>(new byte[0]);
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);

        @Override
        public void write(int single) {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            boolean first = size() == 0;
            if (first && offset == 0 && length == bytes.length && length > BUFFER) {
                whole.set(bytes);
                return;
            }
            parts.writeBytes(whole.getAndSet(new byte[0]));
            parts.write(bytes, offset, length);
        }

        int size() {
            return Math.max(whole.get().length, parts.size());
        }

        byte[] bytes() {
            return parts.size() > 0 ? parts.toByteArray() : whole.get();
        }
    }
}
