package io.rollcall.server.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** HTTP client that sends SCIM requests like an identity provider, with bodies as text. */
public final class ScimClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String baseUrl;
    private final Map<String, String> headers;

    public ScimClient(String baseUrl, String token) {
        this(baseUrl, Map.of("Authorization", "Bearer " + token, "Accept", "application/scim+json"));
    }

    private ScimClient(String baseUrl, Map<String, String> headers) {
        this.baseUrl = baseUrl;
        this.headers = headers;
    }

    /** Returns the same client with a header. */
    public ScimClient with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ScimClient(baseUrl, more);
    }

    /** Returns the same client without a header. */
    public ScimClient without(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(name);
        return new ScimClient(baseUrl, fewer);
    }

    public String baseUrl() {
        return baseUrl;
    }

    public Response get(String path) {
        return send("GET", path, "");
    }

    /** Searches for users by a filter. */
    public Response filter(String filter) {
        return get("/Users?filter=" + encoded(filter));
    }

    public Response post(String path, String body) {
        return send("POST", path, body);
    }

    public Response put(String path, String body) {
        return send("PUT", path, body);
    }

    public Response patch(String path, String body) {
        return send("PATCH", path, body);
    }

    public Response delete(String path) {
        return send("DELETE", path, "");
    }

    /** Sends a request. @param path below the base URL, percent-encoded, with its query */
    public Response send(String method, String path, String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(TIMEOUT);
        headers.forEach(request::header);
        if (!body.isEmpty() && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/scim+json; charset=utf-8");
        }
        request.method(
                method,
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Response(response.statusCode(), response.headers(), text(response.headers(), response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String text(HttpHeaders headers, byte[] body) throws IOException {
        boolean packed =
                headers.firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
        try (InputStream content = new ByteArrayInputStream(body);
                InputStream unpacked = packed ? new GZIPInputStream(content) : content) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Response of the server. */
    public record Response(int status, HttpHeaders headers, String body) {

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException malformed) {
                throw new AssertionError("not JSON: " + body, malformed);
            }
        }

        /** Returns the text at a JSON pointer, or the empty text. */
        public String text(String pointer) {
            return json().at(pointer).asText();
        }

        public String id() {
            return text("/id");
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }
}
