package io.rollcall.server.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Okta's SCIM client: its headers on every request, and its steps, each as the requests that it sends. */
public record Okta(ScimClient client) {
    private static final JsonMapper JSON = new JsonMapper();

    /** The client of an organization that has just entered its base URL and token. */
    static Okta of(TestOrganization organization) {
        return using(organization.client());
    }

    /** The same with any client that has the token. */
    public static Okta using(ScimClient client) {
        return new Okta(client.with("Accept", "application/scim+json")
                .with("Accept-Charset", "utf-8")
                .with("User-Agent", "Okta SCIM Client 1.0.0")
                .with("Connection", "Keep-Alive")
                .with("Accept-Encoding", "gzip,deflate"));
    }

    static Okta ofNewOrganization() {
        return of(TestOrganization.create());
    }

    /** The same with another Authorization header, as an administrator may have pasted it. */
    Okta authorized(String header) {
        return new Okta(client.with("Authorization", header));
    }

    /** The first request of "Test Connector Configuration". */
    public Response testUsers() {
        return client.get("/Users?startIndex=1&count=2");
    }

    /** The second one. */
    public Response testGroups() {
        return client.get("/Groups?startIndex=1&count=100");
    }

    /** Before each assignment: is there such a user already? */
    public Response lookUp(String userName) {
        return client.get("/Users?filter=" + filter(userName).replace("+", "%20") + "&startIndex=1&count=100");
    }

    /** The same as an older Okta writes it. */
    Response lookUpWithPlus(String userName) {
        return client.get("/Users?filter=" + filter(userName) + "&startIndex=1&count=100");
    }

    private static String filter(String userName) {
        return ScimClient.encoded("userName eq \"" + userName + "\"");
    }

    Response importPage(int startIndex) {
        return client.get("/Users?startIndex=" + startIndex + "&count=100");
    }

    Response create(ObjectNode user) {
        return client.post("/Users", user.toString());
    }

    /** Creates a user from a recorded body, and says which id it got. */
    public String created(String file) {
        Response answer = client.post("/Users", body(file));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.id();
    }

    Response get(String id) {
        return client.get("/Users/" + id);
    }

    /** Pushes a profile: reads the user, edits what is mapped, and writes back everything else as it was read. */
    public Response push(String id, ObjectNode edits) {
        return client.put("/Users/" + id, read(id).setAll(edits).toString());
    }

    /** The user as the server has it, to be edited. */
    ObjectNode read(String id) {
        Response answer = get(id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return (ObjectNode) answer.json();
    }

    /** The text of a recorded body. */
    static String body(String file) {
        try (InputStream content = Okta.class.getResourceAsStream("/okta/" + file + ".json")) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A recorded body as JSON. */
    static ObjectNode json(String file) {
        return object(body(file));
    }

    static ObjectNode object(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** A User without what only the server writes, to be compared with what was sent. */
    static ObjectNode withoutServersOwn(JsonNode user) {
        ObjectNode copy = user.deepCopy();
        return copy.without(List.of("id", "meta"));
    }
}
