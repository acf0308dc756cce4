package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.standardwebhooks.Webhook;
import io.rollcall.server.admin.ExampleReceiver.Ended;
import io.rollcall.server.admin.ExampleReceiver.Language;
import io.rollcall.server.admin.ExampleReceiver.Row;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The receivers in examples/, all at once. Those whose interpreter is not installed are left out. */
class ExampleReceiversIT {
    private static final List<Running> RECEIVERS = new ArrayList<>();
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int MAX_TRIES = 3;

    @TempDir
    private static Path folder;

    private static RunningServer server;
    private static AdminClient operator;
    private static String key;
    private static String early;

    private final TestOrganization organization = TestOrganization.create(server);
    private final ScimClient scim = organization.client(server);

    /** Receiver with its webhook and its process. */
    private record Running(
            Language language, ExampleReceiver receiver, String webhook, String secret, Process process) {}

    @BeforeAll
    static void start() throws Exception {
        server = OwnDatabase.fresh().start(WebhookSetup.SETTINGS);
        operator = AdminClient.operator(server, ApiDescription.servedBy(server));
        key = AdminClient.newKey(server, Optional.empty());
        early = create(TestOrganization.create(server).client(server), "early", "user");
        Path classes = compiled();
        for (Language language : Language.values()) {
            if (language.isInstalled()) {
                Path own = Files.createDirectory(folder.resolve(language.name()));
                ExampleReceiver receiver = new ExampleReceiver(language, own, classes);
                Response webhook = operator.post(
                        "/webhooks",
                        "{'url': '" + receiver.url() + "', 'types': ['user.*', 'role.*', 'organization.deleted']}");
                RECEIVERS.add(started(language, receiver, webhook.id(), webhook.text("/secret")));
            }
        }
        awaitAll();
    }

    private static Path compiled() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path sources = ExampleReceiver.EXAMPLES.resolve("java/src");
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-cp",
                        ExampleReceiver.libraries(),
                        "-d",
                        classes.toString(),
                        sources.resolve("Receiver.java").toString(),
                        sources.resolve("Bootstrap.java").toString(),
                        sources.resolve("SignIn.java").toString());
        assertThat(code).isZero();
        return classes;
    }

    private static Running started(Language language, ExampleReceiver receiver, String webhook, String secret)
            throws Exception {
        Process process = receiver.bootstrap(environment(webhook, secret));
        return new Running(language, receiver, webhook, secret, process);
    }

    private static Map<String, String> environment(String webhook, String secret) {
        return Map.of(
                "BASE_URL", "http://127.0.0.1:" + server.port(),
                "ADMIN_KEY", key,
                "WEBHOOK_ID", webhook,
                "WEBHOOK_SECRET", secret);
    }

    /** Waits until all receivers are ready; a virtual machine may start slowly on a busy computer. */
    private static void awaitAll() throws Exception {
        for (Running running : RECEIVERS) {
            boolean ready = false;
            for (int tries = 0; !ready && running.process().isAlive() && tries < MAX_TRIES; tries++) {
                ready = Eventually.get(running.receiver()::isReady, done -> done);
            }
            assertThat(ready)
                    .as("%s: %s", running.language(), running.receiver().output("bootstrap"))
                    .isTrue();
        }
    }

    @AfterAll
    static void stop() {
        RECEIVERS.forEach(running -> running.process().destroy());
        RECEIVERS.clear();
        server.close();
    }

    private static String create(ScimClient client, String name, String role) {
        Response created = client.post("/Users", user(name, role, true));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.id();
    }

    private static String user(String name, String role, boolean active) {
        return """
            {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "%s",
             "emails": [{"value": "%s@example.com", "primary": true}], "active": %s, "jotform_user_role": "%s"}
            """.formatted(name, name, active, role);
    }

    private void put(String id, String name, String role, boolean active) {
        assertThat(scim.put("/Users/" + id, user(name, role, active)).status()).isEqualTo(200);
    }

    /** Waits until all receivers have the row of a user. */
    private static void await(String id, Row expected) throws Exception {
        for (Running running : RECEIVERS) {
            Optional<Row> row = Eventually.get(() -> running.receiver().row(id), found -> found.filter(expected::equals)
                    .isPresent());
            assertThat(row)
                    .as("%s: %s", running.language(), running.receiver().output("bootstrap"))
                    .contains(expected);
        }
    }

    private static Row gone(long version) {
        return new Row(version, "", "", false, "");
    }

    @ParameterizedTest
    @EnumSource
    void areTestedIfTheirInterpreterIsInstalled(Language language) throws Exception {
        assumeThat(language.isInstalled())
                .as("%s is not installed: its receiver is not tested", language)
                .isTrue();
        assertThat(RECEIVERS).extracting(Running::language).contains(language);
    }

    @Test
    void beginWithTheUsersOfTheSnapshot() throws Exception {
        await(early, new Row(1, "early", "early@example.com", true, "user"));
    }

    @Test
    void followRolesDeactivationsAndDeletions() throws Exception {
        String id = create(scim, "jane", "user");
        await(id, new Row(1, "jane", "jane@example.com", true, "user"));

        put(id, "jane", "creator", true);
        await(id, new Row(2, "jane", "jane@example.com", true, "creator"));

        put(id, "jane", "creator", false);
        await(id, new Row(3, "jane", "jane@example.com", false, "creator"));

        assertThat(scim.delete("/Users/" + id).status()).isEqualTo(204);
        await(id, gone(4));
    }

    @Test
    void letOnlyActiveUsersSignInWithTheirRole() throws Exception {
        String jane = create(scim, "jane", "admin");
        String joe = create(scim, "joe", "user");
        put(joe, "joe", "user", false);
        await(jane, new Row(1, "jane", "jane@example.com", true, "admin"));
        await(joe, new Row(2, "joe", "joe@example.com", false, "user"));

        for (Running running : RECEIVERS) {
            Ended signedIn = running.receiver().signIn(organization.id().value(), "Jane");
            Ended refused = running.receiver().signIn(organization.id().value(), "joe");

            assertThat(signedIn).as("%s", running.language()).isEqualTo(new Ended(0, "admin\n"));
            assertThat(refused)
                    .as("%s", running.language())
                    .isEqualTo(new Ended(1, "joe may not sign in: unknown or deactivated.\n"));
        }
    }

    @Test
    void forgetErasedPersonsAndDeletedOrganizations() throws Exception {
        String jane = create(scim, "jane", "user");
        String joe = create(scim, "joe", "user");
        await(joe, new Row(1, "joe", "joe@example.com", true, "user"));

        operator.post("/organizations/" + organization.slug() + "/users/" + jane + "/erase", "{'confirm': 'jane'}");
        await(jane, gone(2));

        operator.delete("/organizations/" + organization.slug() + "?confirm=" + organization.slug());
        for (Running running : RECEIVERS) {
            assertThat(Eventually.get(() -> running.receiver().row(joe), Optional::isEmpty))
                    .as("%s", running.language())
                    .isEmpty();
        }
    }

    @Test
    void ignoreDuplicatesAndOlderVersions() throws Exception {
        for (Running running : RECEIVERS) {
            String id = UUID.randomUUID().toString();

            assertThat(send(running, "user.role_changed", id, 3, "admin")).isEqualTo(204);
            assertThat(send(running, "user.role_changed", id, 3, "admin")).isEqualTo(204);
            assertThat(send(running, "user.created", id, 1, "user")).isEqualTo(204);
            assertThat(send(running, "user.promoted", id, 4, "user")).isEqualTo(204);
            assertThat(running.receiver().row(id))
                    .as("%s", running.language())
                    .contains(new Row(3, "jane", "jane@example.com", true, "admin"));

            assertThat(send(running, "user.deleted", id, 5, "")).isEqualTo(204);
            assertThat(send(running, "user.updated", id, 4, "admin")).isEqualTo(204);
            assertThat(running.receiver().row(id)).as("%s", running.language()).contains(gone(5));

            assertThat(send(running, "user.created", id, 6, "user")).isEqualTo(204);
            assertThat(running.receiver().row(id))
                    .as("%s", running.language())
                    .contains(new Row(6, "jane", "jane@example.com", true, "user"));
        }
    }

    @Test
    void refuseMessagesThatAreForgedOrOld() throws Exception {
        String id = UUID.randomUUID().toString();
        String body = body("user.created", id, 1, "admin");
        Instant now = Instant.now();
        for (Running running : RECEIVERS) {
            String other = new Webhook("whsec_" + "A".repeat(32)).sign("1", now.getEpochSecond(), body);
            String changed = signature(running, now, body.replace("admin", "user"));

            assertThat(post(running, now, body, other)).isEqualTo(401);
            assertThat(post(running, now, body, changed)).isEqualTo(401);
            assertThat(post(running, now, body, "v1,é v2 ")).isEqualTo(401);
            for (Instant time : List.of(now.minus(TOLERANCE.plusMinutes(1)), now.plus(TOLERANCE.plusMinutes(1)))) {
                assertThat(post(running, time, body, signature(running, time, body)))
                        .isEqualTo(401);
            }
            assertThat(running.receiver().row(id)).as("%s", running.language()).isEmpty();

            assertThat(post(running, now, body, other + " " + signature(running, now, body)))
                    .as("%s, while the secret is replaced", running.language())
                    .isEqualTo(204);
        }
    }

    @Test
    void refuseSignedMessagesThatAreNotJson() throws Exception {
        Instant now = Instant.now();
        for (Running running : RECEIVERS) {
            for (String body : List.of("", "{", "user.created")) {
                assertThat(post(running, now, body, signature(running, now, body)))
                        .as("%s: '%s'", running.language(), body)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void acceptTestsWhichHaveNoVersion() throws Exception {
        String body = "{\"type\": \"webhook.test\", \"data\": {\"id\": \"1\"}}";
        Instant now = Instant.now();
        for (Running running : RECEIVERS) {
            assertThat(post(running, now, body, signature(running, now, body)))
                    .as("%s", running.language())
                    .isEqualTo(204);
        }
    }

    @Test
    void endWithoutLoadingUsersIfTheirPortIsTaken() throws Exception {
        for (Running running : RECEIVERS) {
            Ended second = running.receiver().secondBootstrap(environment(running.webhook(), running.secret()));

            assertThat(second.code()).as("%s", running.language()).isEqualTo(1);
            assertThat(second.output()).containsIgnoringCase("address already in use");
            assertThat(second.output()).doesNotContain("The snapshot is stored.");
        }
    }

    @Test
    void findUsersThatWereDeletedWhileTheyMissedEvents() throws Exception {
        String jane = create(scim, "jane", "user");
        String joe = create(scim, "joe", "user");
        await(jane, new Row(1, "jane", "jane@example.com", true, "user"));
        await(joe, new Row(1, "joe", "joe@example.com", true, "user"));
        for (Running running : RECEIVERS) {
            running.process().destroy();
            running.process().waitFor();
        }
        String cursor = operator.get("/events?after=now").text("/next");
        scim.delete("/Users/" + jane);
        put(joe, "joe", "admin", true);
        Eventually.get(
                () -> operator.get("/events?types=user.*&after=" + cursor)
                        .json()
                        .path("events"),
                events -> events.size() == 2);
        for (Running running : RECEIVERS) {
            operator.post("/webhooks/" + running.webhook() + "/replay", "{'after': 'now'}");
        }

        for (int each = 0; each < RECEIVERS.size(); each++) {
            Running ended = RECEIVERS.get(each);
            RECEIVERS.set(each, started(ended.language(), ended.receiver(), ended.webhook(), ended.secret()));
        }
        awaitAll();

        await(joe, new Row(2, "joe", "joe@example.com", true, "admin"));
        await(jane, gone(2));
    }

    private static int send(Running running, String type, String id, long version, String role) throws Exception {
        String body = body(type, id, version, role);
        Instant now = Instant.now();
        return post(running, now, body, signature(running, now, body));
    }

    private static String body(String type, String id, long version, String role) {
        return """
            {"type": "%s", "organizationid": 1, "version": %d, "data": {"id": "%s", "userName": "jane",
             "email": "jane@example.com", "active": true, "role": {"value": "%s"}, "version": %d}}
            """.formatted(type, version, id, role, version);
    }

    private static String signature(Running running, Instant time, String body) throws Exception {
        return new Webhook(running.secret()).sign("1", time.getEpochSecond(), body);
    }

    /** Sends a message over a connection of its own: receivers close idle ones, perhaps just now. */
    private static int post(Running running, Instant time, String body, String signatures) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(running.receiver().url()))
                .header("webhook-id", "1")
                .header("webhook-timestamp", Long.toString(time.getEpochSecond()))
                .header("webhook-signature", signatures)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
