package io.rollcall.server.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Lifetime;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenRequest;
import io.rollcall.server.tokens.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The access review, as an operator runs it. */
class AccessReviewIT {
    private static final SettableClock CLOCK = new SettableClock();
    private static RunningServer server;
    private static TestCommands rollcall;

    private final TestOrganization organization = TestOrganization.create(server);
    private final String slug = organization.slug();

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("database.pool-size", "4", "tokens.max-days", "400"), CLOCK);
        rollcall = new TestCommands(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void reportsEachKindWithWhatStandsOut() {
        String name = "review-" + UUID.randomUUID();
        rollcall.run("administrator", "add", name, "--organization", slug);
        String key = rollcall.run("key", "create", "--organization", slug, "--expires", "never", "--json")
                .json()
                .path("secret")
                .asText();

        List<JsonNode> review = review();

        assertThat(review)
                .extracting(access -> access.path("kind").asText())
                .containsExactly("administrator", "admin-key", "token");
        assertThat(review.get(0).path("name").asText()).isEqualTo(name);
        assertThat(review.get(0).path("createdBy").asText()).isEqualTo("Command line");
        assertThat(review.get(0).path("state").asText()).isEqualTo("one-time-password");
        assertThat(findings(review.get(0))).containsExactly("never-used");
        assertThat(review.get(1).path("scope").asText()).isEqualTo("organization");
        assertThat(findings(review.get(1))).containsExactly("never-used", "no-expiry");
        assertThat(review.get(2).path("scope").asText()).isEqualTo("read-write");
        assertThat(findings(review.get(2))).containsExactly("never-used");
        assertThat(review.toString()).doesNotContain(key, organization.token(), "rollcall_", "argon2");
    }

    @Test
    void followsATokenThroughItsUseAndToItsEnd() {
        organization.client(server).get("/Users");
        JsonNode used = Eventually.get(() -> review().get(0), access -> access.has("lastUsed"));
        assertThat(used.at("/lastUsed/address").asText()).isEqualTo("127.0.0.1");
        assertThat(findings(used)).isEmpty();

        CLOCK.advance(Duration.ofDays(90));
        assertThat(findings(review().get(0))).containsExactly("unused-for-90-days");
        CLOCK.advance(Duration.ofDays(250));
        assertThat(findings(review().get(0))).containsExactly("unused-for-90-days", "expires-within-30-days");
        CLOCK.advance(Duration.ofDays(30));
        assertThat(review().get(0).path("state").asText()).isEqualTo("expired");
        assertThat(findings(review().get(0))).isEmpty();
    }

    @Test
    void reportsAnOAuthClientUntilItsLastSecretExpires() {
        String id = rollcall.run("client", "create", slug, "--name", "Entra", "--read-only", "--json")
                .json()
                .path("clientId")
                .asText();
        JsonNode client = review().get(1);
        assertThat(client.path("kind").asText()).isEqualTo("oauth-client");
        assertThat(client.path("clientId").asText()).isEqualTo(id);
        assertThat(client.path("name").asText()).isEqualTo("Entra");
        assertThat(client.path("scope").asText()).isEqualTo("read-only");
        assertThat(client.path("expires").asText())
                .isEqualTo(CLOCK.instant().plus(Duration.ofDays(365)).toString());
        assertThat(findings(client)).containsExactly("never-used");
        assertThat(rollcall.run("access", "review", "--organization", slug, "--format", "csv")
                        .out())
                .contains("oauth-client," + id + ",Entra," + slug);

        CLOCK.advance(Duration.ofDays(340));
        assertThat(findings(review().get(1))).containsExactly("never-used", "expires-within-30-days");
        CLOCK.advance(Duration.ofDays(30));
        assertThat(review().get(1).path("state").asText()).isEqualTo("expired");
        rollcall.run("client", "revoke", slug, id);
        assertThat(review().get(1).path("state").asText()).isEqualTo("revoked");
    }

    @Test
    void findsAccessThatNobodyHolds() {
        Administrators administrators = server.component(Administrators.class);
        String leaver = "leaver-" + UUID.randomUUID();
        administrators.add(leaver, Optional.of(organization.id()), Actor.operator());
        Actor actor = new Actor(Actor.Kind.ADMINISTRATOR, leaver, "", "", "");
        server.component(Tokens.class).issue(organization.id(), "Theirs", actor);
        assertThat(findings(review().get(2))).containsExactly("never-used");

        CLOCK.advance(Duration.ofDays(7));
        assertThat(review().get(0).path("state").asText()).isEqualTo("one-time-password-expired");
        assertThat(findings(review().get(0))).contains("held-by-nobody");
        administrators.delete(leaver, Optional.of(leaver), Actor.operator());
        assertThat(findings(review().get(1))).containsExactly("never-used", "held-by-nobody");
    }

    @Test
    void findsAccessThatAnOperatorGaveWhoIsGone() {
        Administrators administrators = server.component(Administrators.class);
        String leaver = "operator-" + UUID.randomUUID();
        administrators.add(leaver, Optional.empty(), Actor.operator());
        Tokens tokens = server.component(Tokens.class);
        tokens.issue(organization.id(), "Theirs", new Actor(Actor.Kind.OPERATOR, leaver, "192.0.2.7", "", ""));
        tokens.issue(organization.id(), "Of a command", Actor.operator());
        int last = review().size() - 1;
        assertThat(findings(review().get(last - 1))).containsExactly("never-used");
        administrators.delete(leaver, Optional.of(leaver), Actor.operator());
        assertThat(findings(review().get(last - 1))).containsExactly("never-used", "held-by-nobody");
        assertThat(findings(review().get(last))).containsExactly("never-used");
    }

    @Test
    void reportsTokensThatLiveLongerThanIsAllowedNow() {
        TestOrganization free = TestOrganization.create();
        TestServer.shared()
                .component(Tokens.class)
                .issue(free.id(), TokenRequest.named("Long").goodFor(Lifetime.ofDays(3_000)), Actor.operator());

        assertThat(findings(review("--organization", free.slug()).get(1))).contains("longer-than-allowed");
        assertThat(findings(review("--organization", free.slug()).get(0))).doesNotContain("longer-than-allowed");
    }

    @Test
    void writesATableThatNoSpreadsheetRuns() {
        Token.Issued formula = server.component(Tokens.class)
                .issue(organization.id(), "=HYPERLINK(\"http://x\",\"y\")", Actor.operator());

        Ended table = rollcall.run("access", "review", "--organization", slug, "--format", "csv");

        assertThat(table.lines().get(0))
                .isEqualTo(
                        "kind,id,name,organization,scope,createdBy,created,lastUsed,lastAddress,expires,state,findings");
        assertThat(table.lines().get(2))
                .startsWith("token," + formula.token().id() + ",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"," + slug);
        assertThat(table.out()).doesNotContain(formula.secret().reveal());
    }

    @Test
    void writesAFileThatOnlyItsOwnerCanRead(@TempDir Path folder) throws IOException {
        Path csv = folder.resolve("review.csv");
        Path json = folder.resolve("review.json");
        Files.createFile(csv);
        assertThat(rollcall.run("access", "review", "--output", csv.toString()).code())
                .isZero();
        JsonNode written = rollcall.run("access", "review", "--output", json.toString(), "--json")
                .json();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(csv)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(json)))
                .isEqualTo("rw-------");
        assertThat(new JsonMapper().readTree(Files.readString(json)))
                .hasSize(written.path("entries").intValue());
        assertThat(Files.readString(csv)).startsWith("kind,id,").contains(slug);
    }

    @Test
    void isTheSameEachTime() {
        assertThat(rollcall.run("access", "review", "--format", "csv").out())
                .isEqualTo(rollcall.run("access", "review", "--format", "csv").out());
        List<String> order = List.of("administrator", "admin-key", "token", "oauth-client");
        assertThat(review(new String[0]))
                .extracting(access -> order.indexOf(access.path("kind").asText()))
                .isSorted();
    }

    @Test
    void refusesAnUnknownFormatAndOrganization() {
        assertThat(rollcall.run("access", "review", "--format", "xml").code()).isEqualTo(2);
        assertThat(rollcall.run("access", "review", "--organization", "nobody-here")
                        .code())
                .isEqualTo(1);
    }

    private List<JsonNode> review() {
        return review("--organization", slug);
    }

    private static List<JsonNode> review(String... which) {
        List<String> arguments = new ArrayList<>(List.of("access", "review", "--format", "json"));
        arguments.addAll(List.of(which));
        Ended ended = rollcall.run(arguments.toArray(String[]::new));
        assertThat(ended.code()).as(ended.err()).isZero();
        List<JsonNode> found = new ArrayList<>();
        ended.json().forEach(found::add);
        return found;
    }

    private static List<String> findings(JsonNode access) {
        List<String> findings = new ArrayList<>();
        access.path("findings").forEach(finding -> findings.add(finding.asText()));
        return findings;
    }
}
