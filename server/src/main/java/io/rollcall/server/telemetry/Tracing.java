package io.rollcall.server.telemetry;

import java.util.function.UnaryOperator;

/** Distributed tracing of requests. Without a collector it has no cost and loads no classes. */
public interface Tracing extends AutoCloseable {
    /** Tracing without a collector. */
    Tracing OFF = new Tracing() {
        @Override
        public Span request(String name, UnaryOperator<String> headers) {
            return Span.NONE;
        }

        @Override
        public Span part(String name) {
            return Span.NONE;
        }

        @Override
        public void close() {
            // nothing to close
        }
    };

    static Tracing of(TracingConfig config) {
        return config.endpoint().isPresent() ? new OtlpTracing(config) : OFF;
    }

    /**
     * Begins the span of a request, in the caller's trace if the request names one. @param headers returns a header by name, or
     * null
     */
    Span request(String name, UnaryOperator<String> headers);

    /** Begins a span within the current one of this thread. */
    Span part(String name);

    @Override
    void close();

    /** Span of work on one thread. */
    interface Span extends AutoCloseable {
        Span NONE = new Span() {
            @Override
            public void note(String key, String value) {
                // nobody reads it
            }

            @Override
            public void status(int status) {
                // nobody reads it
            }

            @Override
            public void close() {
                // nothing to end
            }
        };

        void note(String key, String value);

        /** Sets the status of the response. */
        void status(int status);

        /** Ends the span. */
        @Override
        void close();
    }
}
