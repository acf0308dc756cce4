package io.rollcall.server.console.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.server.alerts.AcknowledgedAlerts;
import io.rollcall.server.console.page.ConsoleTexts;
import io.rollcall.server.events.EventConsumers.Consumer;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.tokens.EventStream;
import io.rollcall.server.events.tokens.PushEndpoint;
import io.rollcall.server.events.tokens.PushState;
import io.rollcall.server.events.webhooks.EncryptedSecrets;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.kernel.Creator;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.oauth.ClientWithSecrets;
import io.rollcall.server.organizations.DeprovisioningPolicy;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.tokens.RejectedToken;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.traffic.HourOfTraffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertsTest {
    private static final EncryptedSecrets.Keys NO_KEYS =
            new EncryptedSecrets.Keys(Optional.empty(), Optional.empty(), Optional.empty());
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant LAST_FRIDAY = NOW.minus(Duration.ofHours(62));
    private static final Optional<Instant> NEVER = Optional.empty();

    private boolean scimEnabled = true;
    private Organization.Status status = Organization.Status.ACTIVE;
    private List<Token> tokens = List.of();
    private List<RejectedToken> rejected = List.of();
    private List<ClientWithSecrets> clients = List.of();
    private boolean staticTokens = true;
    private HourOfTraffic hour = new HourOfTraffic(NOW, 0, 0, 0, 0, NOW);
    private Optional<Instant> refused = NEVER;
    private Optional<ProvisioningState.OverdueOffboarding> overdue = Optional.empty();
    private List<Webhook> disabled = List.of();
    private List<EventStream> paused = List.of();
    private List<Consumer> lagging = List.of();
    private Map<String, AcknowledgedAlerts.Acknowledgement> acknowledged = Map.of();

    private List<Alert> alerts() {
        return Alerts.of(ConsoleTexts.english(), situation());
    }

    private ProvisioningState situation() {
        Organization organization = new Organization(
                new OrganizationId(1),
                new Slug("acme"),
                "Acme",
                scimEnabled,
                status,
                new DeprovisioningPolicy(Optional.empty(), DeprovisioningPolicy.Rehire.SAME_ID),
                false,
                LAST_FRIDAY,
                staticTokens);
        return new ProvisioningState(
                organization,
                tokens,
                clients,
                rejected,
                Chart.of(List.of(hour)),
                refused,
                NEVER,
                overdue,
                disabled,
                paused,
                lagging,
                acknowledged,
                NOW);
    }

    private ProvisioningHealth health() {
        return ProvisioningHealth.of(alerts(), situation().lastSuccess().isPresent());
    }

    private static Token token(
            long id,
            Token.Scope scope,
            Optional<Instant> success,
            Optional<Instant> expires,
            Optional<Long> replacedBy,
            Optional<Instant> revoked) {
        return new Token(
                id,
                new OrganizationId(1),
                "Okta " + id,
                scope,
                new Creator("Somebody", Optional.empty()),
                LAST_FRIDAY.minusSeconds(60),
                expires,
                Optional.empty(),
                success,
                replacedBy,
                NEVER,
                revoked,
                Optional.empty());
    }

    private static Token working(long id, Instant success) {
        return token(id, Token.Scope.READ_WRITE, Optional.of(success), NEVER, Optional.empty(), NEVER);
    }

    private static Token fresh(long id) {
        return token(id, Token.Scope.READ_WRITE, NEVER, NEVER, Optional.empty(), NEVER);
    }

    private static Token revoked(long id, Instant success) {
        return token(
                id,
                Token.Scope.READ_WRITE,
                Optional.of(success),
                NEVER,
                Optional.empty(),
                Optional.of(success.plusSeconds(60)));
    }

    private static RejectedToken rejectedAt(long token, Instant latest) {
        return new RejectedToken(token, latest.minusSeconds(600), latest, 42);
    }

    @Test
    void warnsOfOffboardingsThatTheProductHasNotAcknowledged() {
        overdue = Optional.of(new ProvisioningState.OverdueOffboarding(
                3, Optional.of(LAST_FRIDAY), Optional.of(NOW), "0198c0de-0000-7000-8000-000000000001"));

        assertThat(alerts())
                .filteredOn(alert -> alert.id().equals("offboarding-overdue"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.level()).isEqualTo(Alert.Level.WARNING);
                    assertThat(alert.text()).startsWith("Your product hasn't acknowledged 3 deactivated");
                    assertThat(alert.path()).endsWith("/users/0198c0de-0000-7000-8000-000000000001");
                    assertThat(alert.covers()).isEqualTo(NOW);
                });
    }

    @Test
    void warnsOfAWebhookThatTheServerHasDisabled() {
        UUID id = new UUID(1, 2);
        disabled = List.of(new Webhook(
                id,
                Optional.of(new OrganizationId(1)),
                0,
                "https://app.example.com/hook?key=secret",
                List.of(),
                "",
                false,
                Webhook.State.FAILED,
                new EncryptedSecrets(NO_KEYS, NO_KEYS, Optional.empty()),
                LAST_FRIDAY,
                new Webhook.Progress(1, 1, 9, Optional.of(LAST_FRIDAY), Optional.empty(), Optional.empty()),
                0));

        assertThat(alerts())
                .filteredOn(alert -> alert.id().equals("webhook-disabled:" + id))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.level()).isEqualTo(Alert.Level.WARNING);
                    assertThat(alert.text()).contains("https://app.example.com").doesNotContain("secret");
                    assertThat(alert.path()).endsWith("/acme/webhooks/" + id);
                    assertThat(alert.covers()).isEqualTo(LAST_FRIDAY);
                });
    }

    @Test
    void warnsOfAStreamThatTheServerHasPaused() {
        EventStream.Settings settings = new EventStream.Settings(
                Optional.empty(),
                EventStream.SubjectFormat.SCIM,
                "",
                Optional.of(new PushEndpoint("https://app.example.com/hook?key=secret", Optional.empty())));
        Webhook.Progress progress =
                new Webhook.Progress(0, 1, 9, Optional.of(LAST_FRIDAY), Optional.empty(), Optional.empty());
        paused = List.of(new EventStream(
                new OrganizationId(1),
                "id",
                settings,
                EventStream.Status.PAUSED,
                "It failed.",
                1,
                LAST_FRIDAY,
                LAST_FRIDAY,
                Optional.of(new PushState(32, progress, Optional.empty()))));

        assertThat(alerts())
                .filteredOn(alert -> alert.id().equals("stream-paused:id"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.level()).isEqualTo(Alert.Level.WARNING);
                    assertThat(alert.text()).contains("https://app.example.com").doesNotContain("secret");
                    assertThat(alert.path()).endsWith("/activity?kind=event-stream.paused");
                    assertThat(alert.covers()).isEqualTo(LAST_FRIDAY);
                });
    }

    @Test
    void warnsOfAConsumerThatLags() {
        lagging = List.of(new Consumer("crm", new EventCursor(7), LAST_FRIDAY, 12, Duration.ofHours(3)));

        assertThat(alerts())
                .filteredOn(alert -> alert.id().equals("consumer-lags:crm"))
                .singleElement()
                .satisfies(alert -> {
                    assertThat(alert.level()).isEqualTo(Alert.Level.WARNING);
                    assertThat(alert.text()).contains("\"crm\" is 3 hours behind");
                    assertThat(alert.path()).endsWith("/acme/webhooks#consumers");
                    assertThat(alert.since()).contains(NOW.minus(Duration.ofHours(3)));
                });
    }

    @Test
    void aQuietWeekendIsHealthy() {
        tokens = List.of(working(1, LAST_FRIDAY));
        assertThat(alerts()).isEmpty();
        assertThat(health()).isEqualTo(ProvisioningHealth.GOOD);
    }

    @Test
    void anIdentityProviderWithARevokedTokenIsLockedOutWhateverOtherTokensThereAre() {
        tokens = List.of(revoked(1, LAST_FRIDAY), fresh(2));
        rejected = List.of(rejectedAt(1, NOW.minusSeconds(30)));
        assertThat(health()).isEqualTo(ProvisioningHealth.BAD);
        assertThat(alerts()).first().satisfies(alert -> {
            assertThat(alert.text()).contains("42 requests", "revoked token \"Okta 1\"", "Generate a token and paste");
            assertThat(alert.path()).endsWith("/security/generate");
            assertThat(alert.since()).contains(NOW.minusSeconds(630));
            assertThat(alert.latest()).contains(NOW.minusSeconds(30));
        });
    }

    @Test
    void lockedOutOnFridayIsStillLockedOutOnMonday() {
        tokens = List.of(revoked(1, LAST_FRIDAY.minusSeconds(600)), fresh(2));
        rejected = List.of(rejectedAt(1, LAST_FRIDAY));
        assertThat(health()).isEqualTo(ProvisioningHealth.BAD);
    }

    @Test
    void aNewTokenThatWorksEndsTheUrgencyAndAnHourLaterTheAlert() {
        tokens = List.of(revoked(1, LAST_FRIDAY), working(2, NOW));
        rejected = List.of(rejectedAt(1, NOW.minusSeconds(600)));
        assertThat(health()).isEqualTo(ProvisioningHealth.WARN);
        rejected = List.of(rejectedAt(1, NOW.minusSeconds(3_601)));
        assertThat(health()).isEqualTo(ProvisioningHealth.GOOD);
    }

    @Test
    void aValidTokenAtAnotherOrganizationsAddressIsWrongThereNotRevoked() {
        tokens = List.of(fresh(1));
        rejected = List.of(rejectedAt(1, NOW));
        assertThat(alerts()).first().satisfies(alert -> {
            assertThat(alert.text()).contains("another organization's address");
            assertThat(alert.isUrgent()).isTrue();
        });
    }

    @Test
    void unknownTokensOfStrangersWorryNobodyWhileTheIdentityProviderSucceeds() {
        rejected = List.of(rejectedAt(RejectedToken.UNKNOWN, NOW.minusSeconds(120)));
        tokens = List.of(working(1, NOW));
        assertThat(alerts()).isEmpty();
        tokens = List.of(fresh(1));
        assertThat(alerts()).extracting(Alert::id).containsExactly("rejected-token:0", "unused");
        assertThat(health()).isEqualTo(ProvisioningHealth.WARN);
    }

    @Test
    void aNewOrganizationIsNotSetUpYetRatherThanBroken() {
        assertThat(alerts()).extracting(Alert::id).containsExactly("new");
        assertThat(health()).isEqualTo(ProvisioningHealth.SETUP);
        tokens = List.of(fresh(1));
        assertThat(alerts()).extracting(Alert::id).containsExactly("unused");
        assertThat(health()).isEqualTo(ProvisioningHealth.SETUP);
    }

    @Test
    void whatStopsProvisioningIsNotWorking() {
        tokens = List.of(working(1, NOW));
        scimEnabled = false;
        assertThat(alerts()).extracting(Alert::id).containsExactly("off");
        assertThat(health()).isEqualTo(ProvisioningHealth.BAD);
        status = Organization.Status.SUSPENDED;
        assertThat(alerts()).extracting(Alert::id).containsExactly("suspended");
        scimEnabled = true;
        status = Organization.Status.ACTIVE;
        tokens = List.of(
                token(1, Token.Scope.READ_WRITE, Optional.of(LAST_FRIDAY), Optional.of(NOW), Optional.empty(), NEVER));
        assertThat(alerts()).extracting(Alert::id, Alert::since).containsExactly(tuple("no-token", Optional.of(NOW)));
        tokens = List.of(token(1, Token.Scope.READ_ONLY, Optional.of(NOW), NEVER, Optional.empty(), NEVER));
        assertThat(alerts()).extracting(Alert::id).containsExactly("read-only");
        assertThat(health()).isEqualTo(ProvisioningHealth.BAD);
    }

    @Test
    void anExpiringTokenIsRotatedOnlyOnce() {
        Optional<Instant> soon = Optional.of(NOW.plus(Duration.ofDays(3)));
        tokens = List.of(
                token(1, Token.Scope.READ_WRITE, Optional.of(NOW), soon, Optional.of(2L), NEVER),
                token(2, Token.Scope.READ_WRITE, NEVER, soon, Optional.empty(), NEVER));
        assertThat(alerts()).extracting(Alert::link).containsExactly("View tokens", "Rotate it");
        assertThat(alerts()).extracting(Alert::text).allMatch(text -> text.contains("5 Mar 2026"));
    }

    @Test
    void requestsWithInvalidTokensAreNotCountedAsRefusedOnceMore() {
        tokens = List.of(working(1, NOW));
        hour = new HourOfTraffic(NOW, 10, 5, 5, 0, NOW);
        assertThat(alerts()).isEmpty();
        hour = new HourOfTraffic(NOW, 10, 6, 5, 1, NOW);
        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.text())
                .isEqualTo("2 requests failed in the last 24 hours."));
    }

    @Test
    void anAcknowledgedAlertIsMutedUntilItsCauseOccursAgain() {
        tokens = List.of(working(1, NOW));
        hour = new HourOfTraffic(NOW, 10, 1, 0, 0, NOW);
        Instant seen = NOW.minusSeconds(60);
        refused = Optional.of(seen);
        acknowledged = Map.of("refused", new AcknowledgedAlerts.Acknowledgement("refused", seen, NOW, "jane"));
        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.isOpen())
                .isFalse());
        assertThat(health()).isEqualTo(ProvisioningHealth.GOOD);
        refused = Optional.of(seen.plusMillis(1));
        assertThat(alerts()).singleElement().satisfies(alert -> assertThat(alert.isOpen())
                .isTrue());
        assertThat(health()).isEqualTo(ProvisioningHealth.WARN);
    }

    @Test
    void whatDoesNotWorkIsNotHealthyForBeingAcknowledged() {
        tokens = List.of(working(1, NOW));
        scimEnabled = false;
        acknowledged = Map.of("off", new AcknowledgedAlerts.Acknowledgement("off", Instant.EPOCH, NOW, "jane"));
        assertThat(health()).isEqualTo(ProvisioningHealth.ACKNOWLEDGED);
    }
}
