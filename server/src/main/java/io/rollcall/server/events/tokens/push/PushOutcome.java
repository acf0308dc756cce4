package io.rollcall.server.events.tokens.push;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.events.webhooks.delivery.DeliveryFailure;
import io.rollcall.server.events.webhooks.delivery.HttpResponse;
import io.rollcall.server.events.webhooks.delivery.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Outcome of a push (RFC 8935 sections 2.2 to 2.4).
 *
 * @param code {@code err} of the response; empty if it has none
 * @param description of the error, for the owner of the stream; empty if there is none
 * @param retryAfter pause that the receiver asked for
 */
record PushOutcome(
        Kind kind, int status, String code, String description, Optional<Duration> retryAfter, boolean overloaded) {
    enum Kind {
        /** The receiver keeps the token. */
        KEPT,
        /** It refuses the token for good. */
        REFUSED,
        /** It may keep the token later. */
        FAILED,
        /** This server could not make the request, so it says nothing about the receiver. */
        UNSENT,
        /** There is no such token: its event is no longer retained. */
        GONE
    }

    private static final JsonMapper JSON = new JsonMapper();
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final String CODE = "[A-Za-z0-9_.-]{1,40}";
    private static final int MAX_DESCRIPTION = 1_000;

    /** Codes about the request, not the token: both sides may be corrected, and the token is pushed again. */
    private static final Set<String> ABOUT_THE_REQUEST = Set.of("authentication_failed", "access_denied");

    static final PushOutcome GONE = new PushOutcome(Kind.GONE, 0, "", "", Optional.empty(), false);

    static final PushOutcome UNSENT = new PushOutcome(Kind.UNSENT, 0, "", "", Optional.empty(), false);

    static PushOutcome of(HttpResponse response, Instant now) {
        Outcome outcome = Outcome.of(response, Duration.ZERO, now);
        if (response.status() == ACCEPTED) {
            return of(Kind.KEPT, outcome, "", "");
        }
        if (response.status() == BAD_REQUEST) {
            JsonNode error = json(response.body());
            String code = error.path("err").asText();
            if (code.matches(CODE)) {
                return of(
                        ABOUT_THE_REQUEST.contains(code) ? Kind.FAILED : Kind.REFUSED,
                        outcome,
                        code,
                        error.path("description").asText());
            }
        }
        String error = outcome.attempt().error();
        return of(
                Kind.FAILED,
                outcome,
                "",
                error.isEmpty() ? "The response has status " + response.status() + " instead of 202." : error);
    }

    static PushOutcome of(DeliveryFailure failure) {
        return of(Kind.FAILED, Outcome.of(failure, Duration.ZERO), "", failure.getMessage());
    }

    private static PushOutcome of(Kind kind, Outcome outcome, String code, String description) {
        String safe = Outcome.text(description.getBytes(StandardCharsets.UTF_8));
        return new PushOutcome(
                kind,
                outcome.status(),
                code,
                safe.substring(0, Math.min(safe.length(), MAX_DESCRIPTION)),
                outcome.retryAfter(),
                outcome.isOverloaded());
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            return JSON.createObjectNode();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
