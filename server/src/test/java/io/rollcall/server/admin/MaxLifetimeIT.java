package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.adminkeys.AdminKey;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator limits the lifetime of new tokens and keys. */
class MaxLifetimeIT {
    private static RunningServer strict;
    private static AdminClient operator;
    private static TestCommands rollcall;

    /** Has a token with a lifetime of a year, since the shared server has no limit. */
    private final TestOrganization organization = TestOrganization.create();

    private final String tokens = "/organizations/" + organization.slug() + "/tokens";

    @BeforeAll
    static void start() {
        strict = TestServer.start(
                Map.of("database.pool-size", "4", "tokens.max-days", "90", "admin-keys.max-days", "30"));
        String key = AdminClient.newKey(TestServer.shared(), Optional.empty());
        operator = AdminClient.of(strict, key, ApiDescription.servedBy(strict));
        rollcall = new TestCommands(strict);
    }

    @AfterAll
    static void stop() {
        strict.close();
    }

    @Test
    void refusesANewTokenThatLivesLongerOrForEver() {
        for (String days : List.of("91", "365", "'never'")) {
            refused(operator.post(tokens, "{'expiresInDays': " + days + "}"), "token must expire within 90 days");
        }
        assertThat(days(operator.post(tokens, "{'expiresInDays': 90}"), "token"))
                .isEqualTo(90);
        assertThat(days(operator.post(tokens, "{}"), "token")).as("by default").isEqualTo(90);
    }

    @Test
    void refusesANewKeyThatLivesLongerOrForEver() {
        for (String days : List.of("31", "365", "'never'")) {
            refused(
                    operator.post("/keys", "{'name': 'Long', 'expiresInDays': " + days + "}"),
                    "key must expire within 30 days");
        }
        assertThat(days(operator.post("/keys", "{'name': 'Short'}"), "key")).isEqualTo(30);
    }

    @Test
    void refusesARotationThatWouldKeepALongerLifetime() {
        String token = tokens + "/" + organization.issued().token().id() + "/rotate";
        refused(operator.post(token, "{}"), "90 days");
        refused(operator.post(token, "{'expiresInDays': 'never'}"), "90 days");
        assertThat(days(operator.post(token, "{'expiresInDays': 60}"), "token")).isEqualTo(60);

        AdminKey.Issued old = TestServer.shared()
                .component(AdminKeys.class)
                .issue(new AdminKey.Request(Optional.empty(), "Old", Lifetime.unlimited()), Actor.system());
        String key = "/keys/" + old.key().id() + "/rotate";
        refused(operator.post(key, "{}"), "30 days");
        assertThat(days(operator.post(key, "{'expiresInDays': 30}"), "key")).isEqualTo(30);
    }

    @Test
    void leavesWhatIsThereAsItIs() {
        ScimClient client = new ScimClient(TestServer.scimUrl(strict), organization.token());
        assertThat(client.get("/Users").status()).isEqualTo(200);
        assertThat(operator.get(tokens + "/" + organization.issued().token().id())
                        .text("/expires"))
                .isEqualTo(organization.issued().token().expires().orElseThrow().toString());
    }

    @Test
    void refusesTheSameCommandsWithExitCode1() {
        String slug = organization.slug();
        String token = Long.toString(organization.issued().token().id());
        refused(rollcall.run("token", "generate", slug, "--expires", "never"), "within 90 days");
        refused(rollcall.run("token", "generate", slug, "--expires", "91"), "within 90 days");
        refused(rollcall.run("token", "rotate", slug, token), "within 90 days");
        refused(rollcall.run("key", "create", "--expires", "31"), "within 30 days");
        Ended created = rollcall.run("key", "create", "--organization", slug, "--json");
        assertThat(created.code()).isZero();
        String key = created.json().at("/key/id").asText();
        refused(rollcall.run("key", "rotate", key, "--expires", "never"), "within 30 days");
        assertThat(rollcall.run("key", "rotate", key).code()).isZero();
        assertThat(rollcall.run("token", "rotate", slug, token, "--expires", "90")
                        .code())
                .isZero();
    }

    private static void refused(Response answer, String words) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).contains(words);
    }

    private static void refused(Ended ended, String words) {
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains(words);
        assertThat(ended.out()).isEmpty();
    }

    private static long days(Response made, String what) {
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return Duration.between(
                        Instant.parse(made.text("/" + what + "/created")),
                        Instant.parse(made.text("/" + what + "/expires")))
                .toDays();
    }
}
