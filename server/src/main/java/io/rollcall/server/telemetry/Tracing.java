package io.rollcall.server.telemetry;

import java.util.function.UnaryOperator;

/** Tells a collector what each request did and how long it took. Where nobody collects, it costs nothing and loads nothing. */
public interface Tracing extends AutoCloseable {
    /** Nobody collects. */
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
            // there is nothing
        }
    };

    static Tracing of(TracingConfig config) {
        return config.endpoint().isPresent() ? new OtlpTracing(config) : OFF;
    }

    /** Begins a request, as part of its caller's trace where it names one. @param headers its header of each name, or null */
    Span request(String name, UnaryOperator<String> headers);

    /** Begins a part of what this thread is at. */
    Span part(String name);

    @Override
    void close();

    /** Something that takes a while, on one thread. */
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
                // it was never begun
            }
        };

        void note(String key, String value);

        /** How a request was answered. */
        void status(int status);

        /** It has ended. */
        @Override
        void close();
    }
}
