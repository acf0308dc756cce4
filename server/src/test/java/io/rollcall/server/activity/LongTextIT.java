package io.rollcall.server.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No text that a client sends is too long for the log's columns: it is cut, and the request is answered as ever. */
class LongTextIT {
    private static final int LONG = 6_000;

    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client();

    @Test
    void headersAreCut() {
        try (RunningServer server = TestServer.start(Map.of("http.trusted-proxies", "127.0.0.1"))) {
            ScimClient caller = organization.client(server);
            for (String header : List.of(
                    "User-Agent", "X-Request-Id", "X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Referer")) {
                ScimClient talkative = caller.with(header, "x".repeat(LONG));
                int expected = header.equals("X-Forwarded-Host") ? 401 : 201;
                assertThat(talkative
                                .post("/Users", "{\"userName\":\"" + header + "\"}")
                                .status())
                        .as(header)
                        .isEqualTo(expected);
                assertThat(talkative.get("/Users/none").status()).as(header).isIn(404, 401);
            }
        }
    }

    @Test
    void addressesOfRequestsAreCut() {
        String path = "/Users/" + "x".repeat(LONG);
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(newest().subject()).hasSize(512).startsWith("GET /Users/xxx");
        assertThat(client.get("/Users/" + "%F0%9F%98%80".repeat(800)).status()).isEqualTo(404);
        assertThat(newest().subject().codePointCount(0, newest().subject().length()))
                .isEqualTo(512);
        assertThat(client.get("/Users/%0A%7F%09").status()).isEqualTo(404);
    }

    @Test
    void wordsOfRefusalsAreCut() {
        String name = "😀".repeat(LONG);
        assertThat(client.post("/Users", "{\"userName\":\"x\",\"" + name + "\":1}")
                        .status())
                .isIn(201, 400);
        assertThat(client.get("/Users?filter=" + "a".repeat(4_000) + "%20eq%201")
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/Users", "{\"userName\":\"" + "😀".repeat(513) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/Users", "{\"userName\":\"" + "ß😀İ".repeat(170) + "\"}")
                        .status())
                .isIn(201, 400);
    }

    @Test
    void pathsOfBulkOperationsAreCut() {
        String operations = "{\"Operations\":[{\"method\":\"DELETE\",\"path\":\"/Users/" + "x".repeat(LONG) + "\"}]}";
        assertThat(client.post("/Bulk", operations).status()).isEqualTo(200);
        assertThat(newest().subject()).startsWith("DELETE /Users/xxx");
    }

    private ActivityEntry newest() {
        List<ActivityEntry> entries =
                TestServer.shared().component(Activity.class).list(organization.id(), ActivityQuery.newest(1));
        return entries.get(0);
    }
}
