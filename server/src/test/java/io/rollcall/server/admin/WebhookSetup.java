package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.WebhookReceiver;
import io.rollcall.server.testing.WebhookReceiver.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An organization with a webhook, for tests of deliveries. */
record WebhookSetup(AdminClient api, ScimClient scim, TestOrganization organization, String id, String secret) {
    /** Settings with which a server sends to this machine, and gives up soon. */
    static final Map<String, String> SETTINGS =
            Map.of("events.webhooks.allow-private", "true", "events.webhooks.timeout-seconds", "2");

    /** Adds a webhook for events of users of a new organization. */
    static WebhookSetup create(RunningServer server, AdminClient api, WebhookReceiver receiver) {
        return create(server, api, receiver, "'enabled': true");
    }

    /** Adds a webhook with other members of its JSON. */
    static WebhookSetup create(RunningServer server, AdminClient api, WebhookReceiver receiver, String members) {
        TestOrganization organization = TestOrganization.create(server);
        Response made = api.post(
                "/webhooks",
                "{'url': '%s', 'types': ['user.*'], 'organization': '%s', %s}"
                        .formatted(receiver.url(), organization.slug(), members));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return new WebhookSetup(api, organization.client(server), organization, made.id(), made.text("/secret"));
    }

    /** Returns the same on another server of the database. */
    WebhookSetup on(RunningServer other) {
        return new WebhookSetup(
                AdminClient.operator(other, ApiDescription.servedBy(other)),
                organization.client(other),
                organization,
                id,
                secret);
    }

    String path() {
        return "/webhooks/" + id;
    }

    /** Creates a user and returns the id. */
    String user(String name) {
        Response created = scim.post(
                "/Users",
                "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" + name + "\"}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.id();
    }

    /** Changes a user. */
    void change(String user, String title) {
        String patch = "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':"
                + "[{'op':'replace','path':'title','value':'" + title + "'}]}";
        assertThat(scim.patch("/Users/" + user, patch.replace('\'', '"')).status())
                .isEqualTo(200);
    }

    JsonNode webhook() {
        return api.get(path()).json();
    }

    List<JsonNode> deliveries(String query) {
        List<JsonNode> items = new ArrayList<>();
        api.get(path() + "/deliveries" + query).json().path("items").forEach(items::add);
        return items;
    }

    /** Waits until that many deliveries have a status. */
    List<JsonNode> await(String status, int count) {
        return Eventually.get(() -> deliveries("?status=" + status), found -> found.size() >= count);
    }

    /** Returns the versions of a user, in the order of the messages. */
    static List<Integer> versions(List<Message> messages, String user) {
        return messages.stream()
                .filter(message -> message.user().equals(user))
                .map(Message::version)
                .toList();
    }
}
