package io.rollcall.server.events.webhooks.delivery;

import io.rollcall.server.events.webhooks.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Outcome of an attempt.
 *
 * @param status status of the response; 0 if there was none
 * @param retryAfter the pause that the receiver asked for
 */
public record Outcome(int status, Optional<Duration> retryAfter, Delivery.Attempt attempt) {
    private static final int MAX_RESPONSE = 1_000;
    private static final int OK = 200;
    private static final int REDIRECTION = 300;
    private static final int ERROR = 400;
    private static final int GONE = 410;
    private static final int MAX_SECONDS_DIGITS = 9;

    /** Too many requests, bad gateway, service unavailable, gateway timeout. */
    private static final Set<Integer> OVERLOADED = Set.of(429, 502, 503, 504);

    public static Outcome of(HttpResponse response, Duration latency, Instant now) {
        int status = response.status();
        String error = isSuccess(status)
                ? ""
                : status >= REDIRECTION && status < ERROR
                        ? "The response is a redirect, which is not followed. Change the URL."
                        : "The response has status " + status + ".";
        return new Outcome(
                status,
                response.header("retry-after").flatMap(text -> retryAfter(text, now)),
                new Delivery.Attempt(millis(latency), status, text(response.body()), error));
    }

    public static Outcome of(DeliveryFailure failure, Duration latency) {
        return new Outcome(0, Optional.empty(), new Delivery.Attempt(millis(latency), 0, "", failure.getMessage()));
    }

    private static int millis(Duration latency) {
        return (int) Math.min(Integer.MAX_VALUE, latency.toMillis());
    }

    private static boolean isSuccess(int status) {
        return status >= OK && status < REDIRECTION;
    }

    boolean isSuccess() {
        return isSuccess(status);
    }

    boolean isGone() {
        return status == GONE;
    }

    public boolean isOverloaded() {
        return OVERLOADED.contains(status);
    }

    /** Returns the beginning of the body as text that is safe to store and to display. */
    public static String text(byte[] body) {
        String text = new String(Arrays.copyOf(body, Math.min(body.length, MAX_RESPONSE)), StandardCharsets.UTF_8);
        return text.codePoints()
                .map(character -> Character.isISOControl(character) && character != '\n' ? ' ' : character)
                .filter(character -> character != '\uFFFD' && Character.isDefined(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Reads the header Retry-After: a number of seconds or a date. */
    static Optional<Duration> retryAfter(String text, Instant now) {
        if (text.matches("[0-9]{1," + MAX_SECONDS_DIGITS + "}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, until)).filter(wait -> !wait.isNegative());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
