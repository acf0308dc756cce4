package io.rollcall.server.admin.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.WebhookReceiver;
import io.rollcall.server.testing.WebhookReceiver.Message;
import io.rollcall.server.testing.WebhookReceiver.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** An organization with a stream that is pushed to a receiver, for tests of deliveries. */
record PushSetup(Receiver api, TestOrganization organization, ScimClient scim, JsonNode stream) {
    static final String AUTHORIZATION = "Bearer correct-horse-battery-staple";

    /** Settings with which a server pushes to this machine, and gives up soon. */
    static final Map<String, String> SETTINGS =
            Map.of("events.webhooks.allow-private", "true", "events.webhooks.timeout-seconds", "2");

    static PushSetup create(RunningServer server, WebhookReceiver receiver) {
        TestOrganization organization = TestOrganization.create(server);
        Receiver api = Receiver.of(server, Optional.of(organization.id()));
        return new PushSetup(
                api, organization, organization.client(server), api.create("{" + delivery(receiver.url()) + "}"));
    }

    static String delivery(String url) {
        return "'delivery': {'method': 'urn:ietf:rfc:8935', 'endpoint_url': '%s', 'authorization_header': '%s'}"
                .formatted(url, AUTHORIZATION);
    }

    /** Returns a reply with an error of RFC 8935. */
    static Reply error(String code, String description) {
        String body = "{\"err\": \"" + code + "\", \"description\": \"" + description + "\"}";
        return WebhookReceiver.text("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    String id() {
        return stream.path("stream_id").asText();
    }

    /** Creates a user and returns the id. */
    String user(String name) {
        Response created = scim.post(
                "/Users",
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" + name + "\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.id();
    }

    void change(String user, String title) {
        String patch = "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':"
                + "[{'op':'replace','path':'title','value':'" + title + "'}]}";
        assertThat(scim.patch("/Users/" + user, patch.replace('\'', '"')).status())
                .isEqualTo(200);
    }

    void status(String status) {
        assertThat(api.send("POST", "/status", "{'stream_id': '" + id() + "', 'status': '" + status + "'}")
                        .status())
                .isEqualTo(200);
    }

    JsonNode configuration() {
        return api.send("GET", "/stream?stream_id=" + id(), "").json();
    }

    /** Waits until the state of the pushes matches. */
    JsonNode await(Predicate<JsonNode> wanted) {
        return Eventually.get(() -> configuration().path("delivery_status"), wanted);
    }

    JsonNode awaitError() {
        return await(status -> status.has("last_error")).path("last_error");
    }

    /** Returns the verified tokens of messages. */
    List<JWTClaimsSet> verified(List<Message> messages) {
        return messages.stream().map(this::verified).toList();
    }

    JWTClaimsSet verified(Message message) {
        return api.verified(stream, message.body());
    }

    /** Returns the ids of tokens, in the order of their messages. */
    List<String> ids(List<Message> messages) {
        return verified(messages).stream().map(JWTClaimsSet::getJWTID).toList();
    }

    /** Returns the events about a user, in the order of the messages. */
    List<String> events(List<Message> messages, String user) {
        return verified(messages).stream()
                .filter(token ->
                        ("/Users/" + user).equals(PollingIT.subject(token).get("uri")))
                .map(token -> PollingIT.uri(token).replace("urn:ietf:params:scim:event:prov:", ""))
                .toList();
    }
}
