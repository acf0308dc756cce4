package io.rollcall.server.kernel;

import java.time.Duration;
import java.util.Optional;

/**
 * Refused request, with a message for the client. Each surface (SCIM, admin API, console, command line) renders it in its own
 * format.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Reason for a refusal, with its HTTP status. */
    public enum Reason {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        GONE(410),
        STALE(412),
        TOO_LARGE(413),
        TOO_MANY(429),
        BUSY(503);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Reason reason;
    private final Duration wait;
    private final String field;

    private Refusal(Reason reason, String detail) {
        this(reason, detail, SOON);
    }

    private Refusal(Reason reason, String detail, Duration wait) {
        this(reason, detail, wait, "");
    }

    private Refusal(Reason reason, String detail, Duration wait, String field) {
        super(detail, null, false, false);
        this.reason = reason;
        this.wait = wait;
        this.field = field;
    }

    /** Returns the same refusal with the invalid input. @param name of the input, such as {@code slug} */
    public Refusal about(String name) {
        return new Refusal(reason, getMessage(), wait, name);
    }

    /** Returns the invalid input; empty if there is none or it is not known. */
    public Optional<String> field() {
        return Optional.of(field).filter(name -> !name.isEmpty());
    }

    public Reason reason() {
        return reason;
    }

    /** Returns the value of Retry-After: whole seconds, at least one. */
    public long retryAfterSeconds() {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }

    /** The input is invalid. */
    public static Refusal invalid(String detail) {
        return new Refusal(Reason.INVALID, detail);
    }

    /** The caller is not authenticated. */
    public static Refusal unauthenticated(String detail) {
        return new Refusal(Reason.UNAUTHENTICATED, detail);
    }

    /** The caller is authenticated but lacks the permission. */
    public static Refusal forbidden(String detail) {
        return new Refusal(Reason.FORBIDDEN, detail);
    }

    /** The resource does not exist, or its existence is hidden from the caller. */
    public static Refusal notFound(String detail) {
        return new Refusal(Reason.NOT_FOUND, detail);
    }

    /** A value that must be unique is taken. */
    public static Refusal conflict(String detail) {
        return new Refusal(Reason.CONFLICT, detail);
    }

    /** The resource existed, and was removed for good. */
    public static Refusal gone(String detail) {
        return new Refusal(Reason.GONE, detail);
    }

    /** The resource has changed since the version the caller read. */
    public static Refusal stale(String detail) {
        return new Refusal(Reason.STALE, detail);
    }

    /** The resource, or the work for it, exceeds a limit. */
    public static Refusal tooLarge(String detail) {
        return new Refusal(Reason.TOO_LARGE, detail);
    }

    /** A rate limit is exceeded; the same request may succeed later. */
    public static Refusal tooMany(String detail) {
        return new Refusal(Reason.TOO_MANY, detail);
    }

    /** A rate limit is exceeded; the same request may succeed after the wait. */
    public static Refusal tooMany(String detail, Duration wait) {
        return new Refusal(Reason.TOO_MANY, detail, wait);
    }

    /** The server is overloaded; the same request may succeed later. */
    public static Refusal busy(String detail) {
        return new Refusal(Reason.BUSY, detail);
    }

    /** The server, or one that it depends on, is unavailable; the same request may succeed after the wait. */
    public static Refusal busy(String detail, Duration wait) {
        return new Refusal(Reason.BUSY, detail, wait);
    }
}
