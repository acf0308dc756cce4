package io.rollcall.server.kernel;

import java.time.Duration;
import java.util.Optional;

/** A request that the product refuses, in words for the person who made it; each surface turns it into its own answer. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why a request is refused, with the HTTP status that says so. */
    public enum Reason {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
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

    /** Returns the same refusal with the input that has to be changed. @param name of the input, such as {@code slug} */
    public Refusal about(String name) {
        return new Refusal(reason, getMessage(), wait, name);
    }

    /** Returns the input that has to be changed; empty if it is none, or not known. */
    public Optional<String> field() {
        return Optional.of(field).filter(name -> !name.isEmpty());
    }

    public Reason reason() {
        return reason;
    }

    /** Returns the whole seconds, at least one, after which the same request may succeed. */
    public long retryAfterSeconds() {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }

    /** The input is not allowed. */
    public static Refusal invalid(String detail) {
        return new Refusal(Reason.INVALID, detail);
    }

    /** It is not known who asks. */
    public static Refusal unauthenticated(String detail) {
        return new Refusal(Reason.UNAUTHENTICATED, detail);
    }

    /** It is known who asks, and they may not. */
    public static Refusal forbidden(String detail) {
        return new Refusal(Reason.FORBIDDEN, detail);
    }

    /** The resource does not exist, or the caller must not learn that it does. */
    public static Refusal notFound(String detail) {
        return new Refusal(Reason.NOT_FOUND, detail);
    }

    /** Somebody else already has what must be unique. */
    public static Refusal conflict(String detail) {
        return new Refusal(Reason.CONFLICT, detail);
    }

    /** The thing has changed since the one who asks last saw it. */
    public static Refusal stale(String detail) {
        return new Refusal(Reason.STALE, detail);
    }

    /** The resource to store, or the work to do for it, exceeds a limit. */
    public static Refusal tooLarge(String detail) {
        return new Refusal(Reason.TOO_LARGE, detail);
    }

    /** Too much at once; the same request may succeed later. */
    public static Refusal tooMany(String detail) {
        return new Refusal(Reason.TOO_MANY, detail);
    }

    /** The same, where it is known how long it takes. */
    public static Refusal tooMany(String detail, Duration wait) {
        return new Refusal(Reason.TOO_MANY, detail, wait);
    }

    /** The server has too much to do; the same request may succeed later. */
    public static Refusal busy(String detail) {
        return new Refusal(Reason.BUSY, detail);
    }
}
