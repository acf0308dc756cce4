package io.rollcall.server.scim;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No cache keeps what is about people; the client's own may keep discovery documents and ask whether they changed. */
class CachingIT {
    private final ScimClient client = TestOrganization.create().client();

    @Test
    void keepsNothingAboutUsers() {
        Response made = client.post("/Users", "{\"userName\":\"kept@example.com\"}");
        String user = "/Users/" + made.id();
        List<Response> answers = List.of(
                made,
                client.get(user),
                client.with("If-None-Match", made.header("ETag")).get(user),
                client.get("/Users"),
                client.post("/Users/.search", "{}"),
                client.post("/.search", "{}"),
                client.put(user, "{\"userName\":\"kept@example.com\",\"title\":\"x\"}"),
                client.patch(user, "{\"Operations\":[{\"op\":\"add\",\"value\":{\"title\":\"y\"}}]}"),
                client.post("/Bulk", "{\"Operations\":[]}"),
                client.get("/Users/none"),
                client.get("/nothing"),
                client.without("Authorization").get("/Users"),
                client.delete(user));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.header("Cache-Control"))
                .as(answer.toString())
                .isEqualTo("no-store"));
    }

    @Test
    void letsTheClientKeepDiscoveryDocuments() {
        for (String path : List.of("/Schemas", "/ResourceTypes", "/ResourceTypes/User", "/ServiceProviderConfig")) {
            Response document = client.get(path);
            assertThat(document.status()).isEqualTo(200);
            assertThat(document.header("Cache-Control")).isEqualTo("private, no-cache");
            Response again =
                    client.with("If-None-Match", document.header("ETag")).get(path);
            assertThat(again.status()).isEqualTo(304);
        }
        assertThat(client.get("/Schemas/none").header("Cache-Control")).isEqualTo("no-store");
    }
}
