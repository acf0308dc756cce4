package io.rollcall.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Speaks to the server as an identity provider does. */
final class Provider {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    private static final int FIRST_REFUSAL = 300;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Program program;
    private final String token;

    Provider(Program program, String token) {
        this.program = program;
        this.token = token;
    }

    /** The new user's id. */
    String create(String name, String title) throws IOException {
        return send("POST", "/Users", user(name, title))
                .orElseThrow()
                .path("id")
                .textValue();
    }

    void replace(String id, String name, String title) throws IOException {
        send("PUT", "/Users/" + id, user(name, title));
    }

    void setActive(String id, boolean active) throws IOException {
        send(
                "PATCH",
                "/Users/" + id,
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],"
                        + "\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":" + active + "}}]}");
    }

    void delete(String id) throws IOException {
        send("DELETE", "/Users/" + id, "");
    }

    Expected read(String id) throws IOException {
        return send("GET", "/Users/" + id, "")
                .map(user -> Expected.there(
                        user.path("title").textValue(), user.path("active").booleanValue()))
                .orElse(Expected.GONE);
    }

    int count(String name) throws IOException {
        String filter = URLEncoder.encode("userName eq \"" + name + "\"", StandardCharsets.UTF_8);
        return send("GET", "/Users?filter=" + filter, "")
                .orElseThrow()
                .path("totalResults")
                .intValue();
    }

    private static String user(String name, String title) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s","externalId":"ext-%1$s",\
                "name":{"givenName":"Given","familyName":"Family"},"title":"%2$s",\
                "emails":[{"primary":true,"value":"%1$s","type":"work"}]}""".formatted(name, title);
    }

    /** @return empty where there is nothing, or nothing to be read */
    private Optional<JsonNode> send(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(program.url(path)))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/scim+json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            if (answer.statusCode() >= FIRST_REFUSAL) {
                throw new IOException(answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body().length == 0 ? Optional.empty() : Optional.of(JSON.readTree(answer.body()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
