package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.WebhookReceiver;
import io.rollcall.server.testing.WebhookReceiver.Message;
import io.rollcall.server.users.Erasure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SCIM documents in events, for readers and endpoints that ask for them. */
class EventDocumentsIT {
    private static final SettableClock CLOCK = new SettableClock();

    private static RunningServer server;
    private static AdminClient operator;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private WebhookSetup setup;

    @BeforeAll
    static void start() {
        Map<String, String> settings = new HashMap<>(WebhookSetup.SETTINGS);
        settings.put("events.webhooks.timeout-seconds", "60");
        settings.put("events.webhooks.max-concurrent", "1");
        server = OwnDatabase.fresh().start(settings, CLOCK);
        operator = AdminClient.operator(server, ApiDescription.servedBy(server));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        operator.delete(setup.path());
        receiver.close();
    }

    private void begin(String members) {
        setup = WebhookSetup.create(server, operator, receiver, members);
    }

    private List<JsonNode> feed(int count, String parameters) {
        String path = "/events?organization=" + setup.organization().slug() + "&types=user.*" + parameters;
        return Eventually.get(
                () -> {
                    List<JsonNode> events = new ArrayList<>();
                    operator.get(path).json().path("events").forEach(events::add);
                    return events;
                },
                found -> found.size() >= count);
    }

    /** Returns the User as a GET request returns it, with its public URL. */
    private JsonNode present(String user) {
        ObjectNode json = (ObjectNode) setup.scim().get("/Users/" + user).json();
        ObjectNode meta = (ObjectNode) json.path("meta");
        assertThat(meta.path("location").asText()).endsWith("/Users/" + user);
        String base = server.component(PublicUrls.class)
                .of(new Slug(setup.organization().slug()));
        meta.put("location", base + "/Users/" + user);
        return json;
    }

    @Test
    void areThoseThatAGetReturnsNow() {
        begin("'enabled': false");
        String user = setup.user("zoë");
        setup.change(user, "Boss");

        List<JsonNode> events = feed(2, "&document=true");

        assertThat(events).hasSize(2).allSatisfy(event -> assertThat(event.at("/data/document"))
                .isEqualTo(present(user)));
        assertThat(events.get(0).at("/data/version").asInt()).isEqualTo(1);
        assertThat(events.get(0).at("/data/document/meta/version").asText()).isEqualTo("W/\"2\"");
    }

    @Test
    void areAbsentUnlessAskedForAndForDeletedUsers() {
        begin("'enabled': false");
        String user = setup.user("jane");
        assertThat(feed(1, "").get(0).path("data").has("document")).isFalse();
        assertThat(feed(1, "&document=false").get(0).path("data").has("document"))
                .isFalse();

        assertThat(setup.scim().delete("/Users/" + user).status()).isEqualTo(204);

        assertThat(feed(2, "&document=true")).hasSize(2).allSatisfy(event -> assertThat(
                        event.path("data").has("document"))
                .isFalse());
    }

    @Test
    void areRefusedIfTheParameterIsNoTruthValue() {
        begin("'enabled': false");

        Response refused = operator.get("/events?document=yes");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/detail")).contains("document", "true or false");
    }

    @Test
    void areSentToEndpointsThatAskForThem() {
        begin("'document': true");
        assertThat(setup.webhook().path("document").asBoolean()).isTrue();
        String user = setup.user("jane");

        Message message = receiver.await(1).get(0);

        assertThat(message.json().at("/data/userName").asText()).isEqualTo("jane");
        assertThat(message.json().at("/data/document")).isEqualTo(present(user));
        assertThat(operator.patch(setup.path(), "{'document': false}")
                        .json()
                        .path("document")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void areReadAgainIfTheirEventHasWaited() {
        begin("'document': true, 'enabled': false");
        String changed = setup.user("jane");
        setup.change(changed, "Engineer");
        String erased = setup.user("john");
        setup.change(erased, "Engineer");
        CountDownLatch release = new CountDownLatch(1);
        receiver.answering((message, connection) -> {
            await(release);
            WebhookReceiver.status(200).send(message, connection);
        });
        assertThat(feed(4, "")).hasSize(4);
        operator.patch(setup.path(), "{'enabled': true}");
        receiver.await(2);

        setup.change(changed, "Boss");
        server.component(Erasure.class)
                .erase(setup.organization().id(), UserId.parse(erased).orElseThrow(), Actor.system());
        CLOCK.advance(Duration.ofSeconds(10));
        release.countDown();

        assertThat(Eventually.get(() -> of(changed, receiver.messages()), messages -> messages.stream()
                        .anyMatch(message -> message.version() == 2)))
                .filteredOn(message -> message.version() == 2)
                .first()
                .satisfies(second -> assertThat(
                                second.json().at("/data/document/title").asText())
                        .isEqualTo("Boss"));
        assertThat(Eventually.get(() -> of(erased, receiver.messages()), messages -> messages.size() >= 2)
                        .get(1)
                        .json()
                        .path("data"))
                .hasToString("{\"id\":\"" + erased + "\",\"redacted\":true}");
    }

    private static List<Message> of(String user, List<Message> messages) {
        return messages.stream().filter(message -> message.user().equals(user)).toList();
    }

    private static void await(CountDownLatch release) throws IOException {
        try {
            release.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
