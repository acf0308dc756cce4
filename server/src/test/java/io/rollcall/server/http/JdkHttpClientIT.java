package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The JDK's client with all its defaults: it offers HTTP/2 with each first request on a connection, also with one that has a
 * body (RFC 7540 section 3.2), and goes on in HTTP/1.1 where the offer is ignored.
 */
class JdkHttpClientIT {
    private static final Duration NORMAL = Duration.ofSeconds(5);
    private static final String DEACTIVATE = "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":false}}]}";

    private final String usersUrl = TestServer.scimUrl(TestServer.shared()) + "/Users";
    private final String token = TestOrganization.create().token();

    @Test
    void livesAWholeLifeOnOneClient() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        livesAWholeLife(() -> client);
    }

    @Test
    void livesAWholeLifeWhereEachRequestIsTheFirst() throws Exception {
        livesAWholeLife(HttpClient::newHttpClient);
    }

    private void livesAWholeLife(Supplier<HttpClient> client) throws Exception {
        var created = send(client.get(), "POST", "", "{\"userName\":\"jdk\",\"externalId\":\"1\"}");
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        String path = "/" + json(created).path("id").asText();
        assertThat(json(send(client.get(), "GET", path, "")).path("userName").asText())
                .isEqualTo("jdk");
        var replaced = send(client.get(), "PUT", path, "{\"userName\":\"jdk\",\"externalId\":\"2\",\"active\":true}");
        assertThat(json(replaced).path("externalId").asText()).isEqualTo("2");
        var patched = send(client.get(), "PATCH", path, DEACTIVATE);
        assertThat(json(patched).path("active").asBoolean(true)).isFalse();
        assertThat(send(client.get(), "DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(send(client.get(), "GET", path, "").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> send(HttpClient client, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(usersUrl + path))
                .timeout(NORMAL)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/scim+json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new JsonMapper().readTree(answer.body());
    }
}
