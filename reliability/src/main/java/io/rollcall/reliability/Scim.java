package io.rollcall.reliability;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP client that sends SCIM requests as Okta does, without retries. */
public record Scim(HttpClient client, String token) {
    /** Okta waits 60 seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    public static Scim with(String token) {
        return new Scim(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(2))
                        .build(),
                token);
    }

    /** @throws IOException if there is no response; the request may have been executed anyway */
    public Reply send(int port, String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/API/enterprise/scim" + path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", "Okta SCIM Client 1.0.0")
                .header("Accept", "application/scim+json")
                .header("Content-Type", "application/scim+json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Reply(
                response.statusCode(),
                response.headers().firstValue("Retry-After").isPresent(),
                response.body());
    }

    /** Response of the server. @param comeBack whether it has Retry-After */
    public record Reply(int status, boolean comeBack, String body) {
        public boolean isDone() {
            return status >= 200 && status < 300;
        }
    }
}
