package io.rollcall.server.console.overview;

import io.rollcall.server.console.overview.Alert.Level;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.ConsoleTexts;
import io.rollcall.server.console.page.Timestamps;
import io.rollcall.server.credentials.Credential;
import io.rollcall.server.events.tokens.PushEndpoint;
import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.ClientWithSecrets;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.RejectedToken;
import io.rollcall.server.tokens.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Alerts of an organization, most urgent first. A lack of requests is no alert. */
final class Alerts {
    /** How long an alert about rejected requests stays after a request has succeeded. */
    private static final Duration RESOLVED_AFTER = Duration.ofHours(1);

    /** How long an alert about unknown tokens stays. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);

    private static final int MAX_REJECTED = 5;

    private final ConsoleTexts texts;
    private final ProvisioningState situation;
    private final List<Alert> found = new ArrayList<>();

    private Alerts(ConsoleTexts texts, ProvisioningState situation) {
        this.texts = texts;
        this.situation = situation;
    }

    static List<Alert> of(ConsoleTexts texts, ProvisioningState situation) {
        Alerts alerts = new Alerts(texts, situation);
        alerts.lookAtSwitches();
        alerts.lookAtCredentials();
        alerts.lookAtExpiry();
        alerts.lookAtRejected();
        alerts.lookAtOffboardings();
        alerts.lookAtWebhooks();
        alerts.lookAtStreams();
        alerts.lookAtConsumers();
        alerts.lookAtPolicy();
        alerts.lookAtRequests();
        return alerts.found.stream()
                .map(alert ->
                        alert.with(Optional.ofNullable(situation.acknowledged().get(alert.id()))))
                .sorted(Comparator.comparing(Alert::level))
                .toList();
    }

    private void lookAtSwitches() {
        if (situation.organization().status() == Organization.Status.SUSPENDED) {
            add("suspended", Level.URGENT, situation.stopped(), "activity");
        } else if (!situation.organization().scimEnabled()) {
            add("off", Level.URGENT, situation.stopped(), "security");
        }
    }

    private void lookAtCredentials() {
        boolean accepted = situation.organization().staticTokens();
        if (situation.isNew()) {
            addCredential(accepted ? "new" : "new-client", Level.SETUP, Optional.empty());
        } else if (situation.credentials() == 0) {
            addCredential(accepted ? "no-token" : "no-client", Level.URGENT, situation.withoutCredentialSince());
        } else if (situation.isReadOnly()) {
            add("read-only", Level.URGENT, situation.newest(), "security");
        }
    }

    private void addCredential(String key, Level level, Optional<Instant> since) {
        add(key, key, level, since, Optional.empty(), placeOfCredentials());
    }

    /** Returns the page where a credential can be created that the organization accepts. */
    private String placeOfCredentials() {
        return situation.organization().staticTokens()
                ? ConsolePaths.of(situation.organization(), "security")
                : placeOfClients();
    }

    private String placeOfClients() {
        return ConsolePaths.of(situation.organization(), "security", "clients");
    }

    private void lookAtExpiry() {
        situation.staticTokens().stream()
                .filter(token -> token.isNearExpiryAt(situation.now()))
                .forEach(this::addExpiring);
        situation.usableClients().forEach(usable -> usable.nearExpiryAt(situation.now())
                .forEach(secret -> addExpiring(usable, secret)));
    }

    private void addExpiring(ClientWithSecrets usable, ClientSecret secret) {
        add(
                usable.hasNewerThan(secret, situation.now()) ? "secret-expiring-replaced" : "secret-expiring",
                "secret-expiring:" + secret.id(),
                Level.WARNING,
                Optional.empty(),
                Optional.empty(),
                placeOfClients(),
                usable.client().name(),
                Timestamps.day(secret.expires()));
    }

    private void addExpiring(Token token) {
        boolean replaced = token.stateAt(situation.now()) == Credential.State.REPLACED;
        add(
                replaced ? "expiring-replaced" : "expiring",
                "expiring:" + token.id(),
                Level.WARNING,
                Optional.empty(),
                Optional.empty(),
                ConsolePaths.of(situation.organization(), "security"),
                token.name(),
                Timestamps.day(token.expires().orElseThrow()));
    }

    private void lookAtRejected() {
        situation.rejected().stream()
                .filter(rejected -> !rejected.isUnknown())
                .filter(rejected -> situation.isUnresolvedSince(rejected.latest())
                        || rejected.latest().plus(RESOLVED_AFTER).isAfter(situation.now()))
                .limit(MAX_REJECTED)
                .forEach(this::addRejected);
        situation.rejected().stream()
                .filter(RejectedToken::isUnknown)
                .filter(unknown -> situation.isUnresolvedSince(unknown.latest())
                        && unknown.latest().plus(FORGOTTEN_AFTER).isAfter(situation.now()))
                .forEach(unknown -> addRejected(
                        situation.organization().staticTokens() ? "unknown-token" : "unknown-token-static-off",
                        unknown,
                        Level.WARNING,
                        ""));
    }

    private void addRejected(RejectedToken rejected) {
        Level level = situation.isUnresolvedSince(rejected.latest()) ? Level.URGENT : Level.WARNING;
        situation.tokens().stream()
                .filter(token -> token.id() == rejected.tokenId())
                .findFirst()
                .ifPresent(token -> addRejected("rejected." + cause(token), rejected, level, token.name()));
    }

    private String cause(Token token) {
        Credential.State state = token.stateAt(situation.now());
        if (token.client().isPresent()) {
            return state == Credential.State.REVOKED ? "access-token" : Credential.State.VALID.name();
        }
        return situation.organization().staticTokens() ? state.name() : "static-off";
    }

    private void addRejected(String key, RejectedToken rejected, Level level, String name) {
        boolean elsewhere =
                key.endsWith(Credential.State.VALID.name()) || key.endsWith(Credential.State.REPLACED.name());
        boolean withClients = key.endsWith("static-off") || key.endsWith("access-token");
        String page = elsewhere
                ? ConsolePaths.of(situation.organization(), "security")
                : ConsolePaths.of(situation.organization(), "security", "generate");
        add(
                key,
                "rejected-token:" + rejected.tokenId(),
                level,
                Optional.of(rejected.since()),
                Optional.of(rejected.latest()),
                withClients ? placeOfClients() : page,
                rejected.requests(),
                name);
    }

    private void lookAtOffboardings() {
        situation
                .overdue()
                .ifPresent(overdue -> add(
                        "offboarding-overdue",
                        "offboarding-overdue",
                        Level.WARNING,
                        overdue.since(),
                        overdue.latest(),
                        ConsolePaths.of(situation.organization(), "users", overdue.firstUser()),
                        overdue.count()));
    }

    private void lookAtWebhooks() {
        situation
                .disabled()
                .forEach(webhook -> add(
                        "webhook-disabled",
                        "webhook-disabled:" + webhook.id(),
                        Level.WARNING,
                        webhook.progress().failingSince(),
                        Optional.empty(),
                        ConsolePaths.of(
                                situation.organization(),
                                "webhooks",
                                webhook.id().toString()),
                        webhook.origin()));
    }

    private void lookAtStreams() {
        situation
                .paused()
                .forEach(stream -> add(
                        "stream-paused",
                        "stream-paused:" + stream.id(),
                        Level.WARNING,
                        stream.failingSince(),
                        Optional.empty(),
                        ConsolePaths.of(situation.organization(), "activity") + "?kind=event-stream.paused",
                        stream.settings().push().map(PushEndpoint::origin).orElse("")));
    }

    private void lookAtConsumers() {
        situation
                .lagging()
                .forEach(consumer -> add(
                        "consumer-lags",
                        "consumer-lags:" + consumer.name(),
                        Level.WARNING,
                        Optional.of(situation.now().minus(consumer.age())),
                        Optional.empty(),
                        ConsolePaths.of(situation.organization(), "webhooks") + "#consumers",
                        consumer.name(),
                        texts.duration(consumer.age())));
    }

    private void lookAtPolicy() {
        if (situation.organization().policy().rehire().warning().isPresent()) {
            add(
                    "rehire-by-name",
                    "rehire-by-name",
                    Level.WARNING,
                    Optional.empty(),
                    Optional.empty(),
                    ConsolePaths.of(situation.organization(), "users") + "?state=former");
        }
    }

    private void lookAtRequests() {
        int refused = situation.chart().refused() - situation.chart().rejected();
        if (refused > 0) {
            add(
                    "refused",
                    "refused",
                    Level.WARNING,
                    Optional.empty(),
                    situation.refused(),
                    ConsolePaths.of(situation.organization(), "activity") + "?refused=true",
                    refused);
        }
        boolean silent = situation.lastSuccess().isEmpty() && found.stream().noneMatch(Alert::isUrgent);
        if (silent && situation.credentials() > 0) {
            add("unused", Level.SETUP, Optional.empty(), "okta");
        }
    }

    private void add(String key, Level level, Optional<Instant> since, String page) {
        add(key, key, level, since, Optional.empty(), ConsolePaths.of(situation.organization(), page));
    }

    private void add(
            String key,
            String id,
            Level level,
            Optional<Instant> since,
            Optional<Instant> latest,
            String path,
            Object... arguments) {
        String prefix = "alert." + key;
        found.add(new Alert(
                id,
                texts.get(prefix, arguments),
                path,
                texts.get(prefix + ".link"),
                level,
                since,
                latest,
                Optional.empty()));
    }
}
