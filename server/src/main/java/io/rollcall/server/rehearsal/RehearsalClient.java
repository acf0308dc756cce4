package io.rollcall.server.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.SecretText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** HTTP client that sends the requests of an identity provider. It changes only users and groups of the rehearsal. */
final class RehearsalClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> CHANGES = Set.of("PUT", "PATCH", "DELETE");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Okta closes the connection after this time. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final String baseUrl;
    private final SecretText token;
    private final ThrowAways made;

    RehearsalClient(String baseUrl, SecretText token, ThrowAways made) {
        this.baseUrl = baseUrl;
        this.token = token;
        this.made = made;
    }

    /**
     * Request.
     *
     * @param path below the base URL, percent-encoded, with its query
     * @param headers that this identity provider sends
     */
    record ScimRequest(String method, String path, Optional<String> body, Map<String, String> headers) {
        String line() {
            return method + " " + path;
        }
    }

    /** Response. @param json empty if the body is no JSON */
    record ScimResponse(
            ScimRequest call, int status, String contentType, String body, Optional<JsonNode> json, Duration took) {
        /** Returns the value at a JSON pointer, or a missing node. */
        JsonNode at(String pointer) {
            return json.map(document -> document.at(pointer)).orElseGet(() -> JSON.missingNode());
        }

        String text(String pointer) {
            return at(pointer).asText();
        }
    }

    /** The server did not answer. */
    static final class NoResponse extends Exception {
        private static final long serialVersionUID = 1L;

        NoResponse(ScimRequest call, IOException cause) {
            super(call.line() + " got no response (" + reason(cause) + ").", cause);
        }

        private static String reason(IOException cause) {
            return Optional.ofNullable(cause.getMessage())
                    .orElseGet(() -> cause.getClass().getSimpleName());
        }
    }

    /**
     * Sends a request.
     *
     * @throws InterruptedException if the process is asked to end
     */
    ScimResponse send(ScimRequest call) throws NoResponse, InterruptedException {
        requireOwn(call);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + call.path()))
                .timeout(TIMEOUT)
                .header("User-Agent", Actor.REHEARSAL);
        if (!call.headers().containsKey("Authorization")) {
            request.header("Authorization", "Bearer " + token.reveal());
        }
        call.headers().forEach(request::header);
        request.method(
                call.method(),
                call.body()
                        .map(body -> BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .orElseGet(BodyPublishers::noBody));
        long began = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new ScimResponse(
                    call,
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body(),
                    parsed(response.body()),
                    Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException failure) {
            throw new NoResponse(call, failure);
        }
    }

    private void requireOwn(ScimRequest call) {
        String id = call.path().replaceFirst("^/(Users|Groups)/", "").replaceFirst("\\?.*", "");
        if (CHANGES.contains(call.method()) && !made.owns(id)) {
            throw new IllegalStateException("a rehearsal changes nothing but its own users and groups");
        }
    }

    private static Optional<JsonNode> parsed(String body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }
}
