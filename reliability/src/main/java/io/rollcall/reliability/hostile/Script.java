package io.rollcall.reliability.hostile;

import java.time.Duration;

/**
 * Behaviour of one hostile connection.
 *
 * @param bytes the bytes to send, whether they are HTTP or not
 * @param loop whether to repeat them
 * @param life maximum lifetime of the connection
 */
record Script(byte[] bytes, boolean loop, Pace sending, Pace reading, Ending ending, Duration life) {
    private static final Duration LONG = Duration.ofMinutes(30);

    /** Pace of sending or reading: a number of bytes, then a pause. */
    record Pace(int bytes, int pauseMillis) {
        static final Pace FAST = new Pace(Integer.MAX_VALUE, 0);
        static final Pace NEVER = new Pace(0, 0);

        boolean isFast() {
            return pauseMillis == 0 && bytes > 0;
        }

        boolean isSlow() {
            return pauseMillis > 0;
        }
    }

    /** Way to end the connection. */
    enum Ending {
        CLOSE,
        /** Closes with SO_LINGER 0, so that the peer gets an RST. */
        RESET,
        /** Shuts down its output once everything is sent, and continues to read. */
        HALF_CLOSE
    }

    /** Returns a script that sends everything at once and reads everything, until the server closes. */
    static Script of(byte[] bytes) {
        return new Script(bytes, false, Pace.FAST, Pace.FAST, Ending.CLOSE, LONG);
    }

    /** Returns a script that sends the same request at intervals over one connection and reads the responses. */
    static Script every(int millis, byte[] request) {
        return new Script(request, true, new Pace(request.length, millis), Pace.FAST, Ending.CLOSE, LONG);
    }

    Script sending(int some, int pauseMillis) {
        return new Script(bytes, loop, new Pace(some, pauseMillis), reading, ending, life);
    }

    Script reading(int some, int pauseMillis) {
        return new Script(bytes, loop, sending, new Pace(some, pauseMillis), ending, life);
    }

    Script neverReading() {
        return new Script(bytes, loop, sending, Pace.NEVER, ending, life);
    }

    Script ending(Ending other) {
        return new Script(bytes, loop, sending, reading, other, life);
    }

    Script living(Duration other) {
        return new Script(bytes, loop, sending, reading, ending, other);
    }
}
