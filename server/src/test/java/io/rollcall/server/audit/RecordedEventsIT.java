package io.rollcall.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.administrators.Administrators;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.secrets.Secrets;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.SettableClock;
import io.rollcall.server.testing.TestCommands;
import io.rollcall.server.testing.TestCommands.Ended;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every administrative event is recorded, with its actor. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedEventsIT {
    private static final String OWN = "four quiet garden chairs";

    private final SettableClock clock = new SettableClock();
    private final RunningServer server = TestServer.start(Map.of("audit.failed-sign-ins-per-minute", "3"), clock);
    private final Audit audit = server.component(Audit.class);
    private final Administrators administrators = server.component(Administrators.class);
    private final TestCommands commands = new TestCommands(server);

    @TempDir
    private Path folder;

    @AfterAll
    void stop() {
        server.close();
    }

    private static Actor jane(String name) {
        return new Actor(Actor.Kind.ADMINISTRATOR, name, "192.0.2.7", "Firefox", "r1");
    }

    private void run(String... arguments) {
        Ended ended = commands.run(arguments);
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private List<AuditEntry> of(String slug) {
        return audit.list(new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(slug),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100));
    }

    private List<AuditEntry> by(String actor) {
        return audit.list(new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.of(actor),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100));
    }

    @Test
    void recordsEveryCommandWithTheUserOfTheOperatingSystem() throws Exception {
        String slug = "t" + UUID.randomUUID().toString().substring(0, 8);
        Path file = folder.resolve("users.jsonl");
        Files.writeString(file, "{\"userName\":\"jane\"}\n");
        run("organization", "create", slug);
        run("user", "import", slug, file.toString());
        run("user", "export", slug, "--output", folder.resolve("out.jsonl").toString());
        run("user", "erase", slug, "jane", "--confirm", "jane");
        run("organization", "suspend", slug);
        run("organization", "resume", slug);
        run("role", "add", slug, "boss", "--name", "Boss");
        run("role", "rename", slug, "boss", "The Boss");
        run("role", "retire", slug, "boss");
        run("role", "reinstate", slug, "boss");
        run("role", "delete", slug, "boss");
        run("token", "generate", slug, "--name", "Okta");
        String token =
                commands.run("token", "list", slug, "--json").json().path("id").asText();
        run("token", "rotate", slug, token);
        run("token", "revoke", slug, token);
        run("key", "create", "--name", "Script", "--organization", slug);
        run("administrator", "add", slug + "@example.com", "--organization", slug);
        run("administrator", "reset-password", slug + "@example.com");
        run("administrator", "remove", slug + "@example.com");
        run("organization", "delete", slug, "--confirm", slug, "--no-export");

        List<AuditEntry> entries = of(slug);

        Set<AuditKind> kinds = entries.stream()
                .map(AuditEntry::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AuditKind.class)));
        assertThat(kinds)
                .contains(
                        AuditKind.ORGANIZATION_CREATED,
                        AuditKind.USERS_IMPORTED,
                        AuditKind.USERS_EXPORTED,
                        AuditKind.USER_ERASED,
                        AuditKind.ORGANIZATION_SUSPENDED,
                        AuditKind.ORGANIZATION_RESUMED,
                        AuditKind.ROLE_ADDED,
                        AuditKind.ROLE_CHANGED,
                        AuditKind.ROLE_RETIRED,
                        AuditKind.ROLE_REINSTATED,
                        AuditKind.ROLE_DELETED,
                        AuditKind.TOKEN_ISSUED,
                        AuditKind.TOKEN_ROTATED,
                        AuditKind.TOKEN_REVOKED,
                        AuditKind.ADMIN_KEY_CREATED,
                        AuditKind.ADMINISTRATOR_ADDED,
                        AuditKind.ADMINISTRATOR_PASSWORD_RESET,
                        AuditKind.ADMINISTRATOR_REMOVED,
                        AuditKind.ORGANIZATION_DELETING,
                        AuditKind.ORGANIZATION_DELETED);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.actor().kind()).isEqualTo(Actor.Kind.OPERATOR);
            assertThat(entry.origin().user()).contains(System.getProperty("user.name"));
            assertThat(entry.origin().host()).isNotEmpty();
            assertThat(entry.outcome()).isEqualTo(AuditEntry.Outcome.SUCCEEDED);
            assertThat(entry.toString()).doesNotContain("jane");
        });
        assertThat(entries.stream().filter(entry -> entry.kind() == AuditKind.USERS_IMPORTED))
                .extracting(AuditEntry::detail)
                .containsExactly("{\"created\":1,\"changed\":0,\"unchanged\":0,\"refused\":0}");
    }

    @Test
    void recordsTheLifeOfAnOperatorsAccount() {
        Administrators.IssuedPassword issued =
                administrators.add("op" + UUID.randomUUID(), Optional.empty(), Actor.operator());
        String name = issued.administrator().name();
        Actor operator = jane(name).as(Actor.Kind.OPERATOR);
        administrators.signIn(name, issued.password(), Optional.empty(), operator);
        administrators.changePassword(issued.administrator(), issued.password(), OWN, operator);
        administrators.resetPassword(name, operator);
        administrators.delete(name, Optional.of(name), operator);

        List<AuditEntry> entries = by(name);

        assertThat(entries)
                .extracting(AuditEntry::kind)
                .containsExactlyInAnyOrder(
                        AuditKind.ADMINISTRATOR_REMOVED,
                        AuditKind.ADMINISTRATOR_PASSWORD_RESET,
                        AuditKind.ADMINISTRATOR_PASSWORD_CHANGED,
                        AuditKind.ADMINISTRATOR_SIGNED_IN);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.actor()).isEqualTo(operator);
            assertThat(entry.origin()).isEqualTo(new Origin("", ""));
            assertThat(entry.organization()).isEmpty();
            assertThat(entry.subject()).isEqualTo(name);
        });
    }

    @Test
    void recordsEachRotationOfTheCursorKeyOnce() {
        clock.advance(Duration.ofMinutes(2));
        Instant begin = clock.instant();
        run("secret", "rotate");
        run("secret", "rotate");

        List<AuditEntry> rotations = since(begin, AuditKind.SHARED_KEY_ROTATED);

        assertThat(rotations).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.subject()).isEqualTo(Secrets.CURSORS);
            assertThat(entry.actor().kind()).isEqualTo(Actor.Kind.OPERATOR);
        });
        assertThat(rotations).extracting(AuditEntry::detail).doesNotHaveDuplicates();
    }

    /** Entries by this test's clock: servers of other tests, whose clocks differ, record in the same log. */
    private List<AuditEntry> since(Instant begin, AuditKind kind) {
        return audit.list(new AuditQuery(
                Optional.of(kind),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(begin),
                Optional.of(clock.instant().plusSeconds(1)),
                Optional.empty(),
                4));
    }

    @Test
    void recordsAFewFailedSignInsOfAMinuteAndThenHowManyMoreThereWere() {
        clock.advance(Duration.ofMinutes(2));
        Instant begin = clock.instant();
        String stranger = "s" + UUID.randomUUID() + "\u001b[31m\n" + "x".repeat(500);
        for (int attempt = 0; attempt < 8; attempt++) {
            assertThatThrownBy(() -> administrators.signIn(stranger, "wrong", Optional.empty(), jane(stranger)))
                    .isInstanceOf(Refusal.class);
        }
        clock.advance(Duration.ofMinutes(1));
        audit.writeFailedSignIns();
        audit.writeFailedSignIns();

        List<AuditEntry> failed = since(begin, AuditKind.ADMINISTRATOR_SIGN_IN_FAILED);

        assertThat(failed.get(0).detail()).startsWith("{\"more\":5,");
        assertThat(failed.subList(1, 4)).allSatisfy(entry -> {
            assertThat(entry.outcome()).isEqualTo(AuditEntry.Outcome.FAILED);
            assertThat(entry.actor().address()).isEqualTo("192.0.2.7");
            assertThat(entry.subject()).hasSize(64).startsWith(stranger.substring(0, 37) + "[31mx");
            assertThat(entry.detail()).isEqualTo("{\"reason\":\"UNAUTHENTICATED\"}");
        });
    }

    @Test
    void pagesThroughEntriesNewestFirstAndSelectsByTime() {
        TestOrganization organization = TestOrganization.create(server);
        clock.advance(Duration.ofSeconds(10));
        run("organization", "suspend", organization.slug());
        clock.advance(Duration.ofSeconds(10));
        run("organization", "resume", organization.slug());
        List<AuditEntry> all = of(organization.slug());
        assertThat(all)
                .extracting(AuditEntry::kind)
                .hasSize(4)
                .startsWith(AuditKind.ORGANIZATION_RESUMED, AuditKind.ORGANIZATION_SUSPENDED);
        AuditEntry newest = all.get(0);
        assertThat(audit.get(newest.id())).isEqualTo(newest);

        assertThat(audit.list(selecting(organization, Optional.empty(), Optional.of(newest.id()))))
                .isEqualTo(all.subList(1, 4));
        assertThat(audit.list(selecting(organization, Optional.of(newest.occurred()), Optional.empty())))
                .containsExactly(newest);
    }

    private static AuditQuery selecting(TestOrganization organization, Optional<Instant> from, Optional<UUID> before) {
        return new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(organization.slug()),
                from,
                Optional.empty(),
                before,
                10);
    }

    private static final int LATEST = 20;

    private List<String> configurationChanges() {
        return audit.list(AuditQuery.of(AuditKind.CONFIGURATION_CHANGED, LATEST)).stream()
                .map(AuditEntry::detail)
                .toList();
    }

    private void startUntilRecorded(Map<String, String> settings, String days) {
        try (RunningServer other = TestServer.start(settings)) {
            assertThat(other.port()).isPositive();
            Eventually.get(this::configurationChanges, details -> details.stream()
                    .anyMatch(detail -> detail.contains("\"after\":\"" + days + "\"")));
        }
    }

    @Test
    void recordsSettingsThatDifferFromTheLastStartAndOfSecretsOnlyThatTheyDo() {
        startUntilRecorded(Map.of("activity.retention-days", "300"), "300");
        startUntilRecorded(Map.of("activity.retention-days", "301", "http.tls.key-password", "s3cret"), "301");

        List<String> details = configurationChanges();

        assertThat(details)
                .anyMatch(detail -> detail.contains("\"http.tls.key-password\":\"changed\"")
                        && detail.contains("\"activity.retention-days\":{\"before\":"));
        assertThat(details).noneMatch(detail -> detail.contains("s3cret"));
    }
}
