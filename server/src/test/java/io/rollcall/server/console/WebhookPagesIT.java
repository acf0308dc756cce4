package io.rollcall.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.console.ConsoleClient.Response;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.OwnDatabase;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.WebhookReceiver;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Administrators add webhooks, see their health and deliveries, and operate them. */
class WebhookPagesIT {
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{43}=");
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+/deliveries/[^\"]+)\"");

    private static OwnDatabase database;
    private static RunningServer server;

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final TestOrganization organization = TestOrganization.create(server);
    private final String base = "/console/organizations/" + organization.slug() + "/webhooks";
    private final ConsoleClient administrator =
            ConsoleClient.signedIn(server, ConsoleServer.administrator(server, Optional.of(organization.id())));

    @BeforeAll
    static void start() {
        database = OwnDatabase.fresh();
        server = database.start(Map.of("events.webhooks.allow-private", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private Response submitted(String... types) {
        Map<String, String> form = new HashMap<>(Map.of("url", receiver.url(), "description", "CRM"));
        for (String type : types) {
            form.put("type:" + type, "on");
        }
        return administrator.post(base + "/add", form);
    }

    /** Adds a webhook and returns the path of its page. */
    private String added(String... types) {
        Response answer = submitted(types);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return answer.location().replaceFirst("/secret$", "");
    }

    private Webhook webhook() {
        List<Webhook> all = server.component(Webhooks.class).list(Optional.of(organization.id()));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private String user() {
        return organization
                .client(server)
                .post("/Users", "{\"userName\":\"jane@acme.example\",\"displayName\":\"Jane\"}")
                .id();
    }

    private static void change(Webhook webhook, String columns) {
        StoredRows.change(
                database.config(),
                "UPDATE webhooks SET " + columns + " WHERE HEX(id) = ?",
                webhook.id().toString().replace("-", "").toUpperCase(Locale.ROOT));
    }

    /** Waits until a page has a text, and returns it. */
    private String await(String path, String text) {
        return Eventually.get(() -> administrator.get(path).body(), page -> page.contains(text));
    }

    private static ConsoleClient withSecret(ConsoleClient client, String session, Response answer) {
        return client.with(
                "Cookie",
                session + "; "
                        + answer.cookie("__Secure-rollcall-secret")
                                .or(() -> answer.cookie("rollcall-secret"))
                                .orElseThrow());
    }

    @Test
    void explainWebhooksWhereThereAreNone() {
        assertThat(administrator.get(base).body())
                .contains("No webhooks yet")
                .contains("A webhook tells your product of each change")
                .contains("href=\"" + base + "/add\"");
    }

    @Test
    void addOneWhoseSecretIsShownOnce() {
        String session = ConsoleClient.of(server)
                .signIn(ConsoleServer.administrator(server, Optional.of(organization.id())), ConsoleServer.PASSWORD)
                .cookie()
                .orElseThrow();
        ConsoleClient client = ConsoleClient.of(server).with("Cookie", session);
        Response answer = client.post(
                base + "/add", Map.of("url", receiver.url(), "type:user.deactivated", "on", "type:role.*", "on"));
        assertThat(answer.status()).isEqualTo(303);
        String page = withSecret(client, session, answer).get(answer.location()).body();
        assertThat(page).containsPattern(SECRET).contains("You won't see it again");
        assertThat(client.with("Cookie", session).get(answer.location()).body())
                .doesNotContainPattern(SECRET)
                .contains("A signing secret is shown only once");
        assertThat(webhook().types()).containsExactly("role.*", "user.deactivated");
        assertThat(webhook().organization()).contains(organization.id());
    }

    @Test
    void refuseAUrlAtItsFieldAndKeepTheInput() {
        Response answer = administrator.post(
                base + "/add",
                Map.of("url", "ftp://app.example.com", "description", "Payroll", "type:user.created", "on"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .contains("The URL must begin with https://")
                .contains("value=\"ftp://app.example.com\"")
                .contains("value=\"Payroll\"")
                .containsPattern("id=\"url\"[^>]*aria-invalid=\"true\"[^>]*autofocus")
                .containsPattern("name=\"type:user.created\" checked")
                .doesNotContainPattern("name=\"type:user.deleted\" checked");
        assertThat(server.component(Webhooks.class).list(Optional.of(organization.id())))
                .isEmpty();
    }

    @Test
    void sendATestAndShowItsRequestAndResponse() {
        String page = added();
        Response sent = administrator.post(page + "/test");
        assertThat(sent.location()).contains(page + "/deliveries/");
        String delivery = await(sent.location(), "Delivered");
        assertThat(delivery).contains("HTTP 200").contains("webhook.test").contains("Send another test");
        // The organization's first events may be sent, too.
        assertThat(receiver.await(1))
                .anySatisfy(message -> assertThat(delivery).contains("webhook-id: " + message.id()));
        assertThat(administrator.get(page).body())
                .contains(sent.location())
                .contains("Healthy")
                .contains("CRM");
    }

    @Test
    void sendNoTestOfADisabledOne() {
        String page = added();
        administrator.post(page + "/edit", Map.of("url", receiver.url()));
        assertThat(webhook().state()).isEqualTo(Webhook.State.DISABLED);
        Response answer = administrator.post(page + "/test");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("The webhook is disabled. Enable it first.");
        assertThat(administrator.get(page).body())
                .contains("An administrator disabled it")
                .doesNotContain("Send test event");
    }

    @Test
    void resendADelivery() {
        String page = added("user.*");
        String user = user();
        String list = await(page, "user.created");
        await(page, "Delivered");
        Matcher link = LINK.matcher(list);
        assertThat(link.find()).isTrue();
        assertThat(administrator.get(link.group(1)).body())
                .contains("jane@acme.example")
                .contains("/users/" + user);
        Response again = administrator.post(link.group(1) + "/resend");
        assertThat(again.status()).isEqualTo(303);
        assertThat(receiver.await(2))
                .extracting(WebhookReceiver.Message::id)
                .containsOnly(receiver.messages().get(0).id());
        assertThat(administrator.get(page + "?status=failed").body()).contains("No matching deliveries");
    }

    @Test
    void editOne() {
        String page = added("user.*");
        assertThat(administrator.get(page + "/edit").body())
                .containsPattern("name=\"type:user\\.\\*\" checked")
                .contains("value=\"" + receiver.url().replace("&", "&amp;") + "\"");
        Response answer = administrator.post(
                page + "/edit", Map.of("url", receiver.url(), "description", "Billing", "enabled", "on"));
        assertThat(answer.location()).endsWith(page);
        assertThat(webhook().types()).isEmpty();
        assertThat(webhook().description()).isEqualTo("Billing");
        Response refused = administrator.post(
                page + "/edit", Map.of("url", receiver.url(), "description", "x".repeat(256), "enabled", "on"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).containsPattern("id=\"description\"[^>]*aria-invalid=\"true\"");
    }

    @Test
    void rotateTheSecretWithAGracePeriod() {
        String page = added();
        assertThat(administrator.get(page + "/rotate").body()).contains("signed with both for 24 hours");
        Response answer = administrator.post(page + "/rotate");
        assertThat(answer.location()).endsWith(page + "/secret");
        assertThat(administrator.get(page).body()).contains("Messages are also signed with the previous secret until");
        assertThat(administrator.get(page + "/rotate").body()).contains("rotated recently");
    }

    @Test
    void addOneWithAPublicKeyAndNoSecret() {
        Response answer =
                administrator.post(base + "/add", Map.of("url", receiver.url(), "signature", "v1a", "document", "on"));
        assertThat(answer.location()).doesNotEndWith("/secret");
        assertThat(webhook().document()).isTrue();
        assertThat(administrator.get(answer.location()).body())
                .contains("whpk_")
                .contains("Public key (Ed25519)")
                .doesNotContain("shown only once");
        assertThat(administrator
                        .post(answer.location() + "/rotate", Map.of("signature", "both"))
                        .location())
                .endsWith("/secret");
    }

    @Test
    void replayFromATimeAndSayWhatIsWrongWithAPosition() {
        String page = added("user.*");
        user();
        receiver.await(1);
        Response refused = administrator.post(page + "/replay", Map.of("from", "cursor", "after", "nonsense"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body())
                .contains("This is no position")
                .containsPattern("id=\"after\"[^>]*aria-invalid=\"true\"")
                .contains("value=\"nonsense\"");
        assertThat(administrator
                        .post(page + "/replay", Map.of("from", "time", "at", "yesterday"))
                        .status())
                .isEqualTo(400);
        long before = webhook().progress().position() - 1;
        Response replayed = administrator.post(
                page + "/replay", Map.of("from", "cursor", "after", new EventCursor(before).toString()));
        assertThat(replayed.status()).as(replayed.body()).isEqualTo(303);
        receiver.await(2);
        Response soon = replayed;
        for (int replay = 0; replay < 3; replay++) {
            soon = administrator.post(
                    page + "/replay", Map.of("from", "cursor", "after", new EventCursor(before).toString()));
        }
        assertThat(soon.status()).isEqualTo(429);
        assertThat(soon.body())
                .contains("This webhook was replayed 3 times within minutes. Replay it again in 1 minute.")
                .doesNotContain("aria-invalid=\"true\"");
        assertThat(administrator.post(page + "/replay", Map.of("from", "skip")).status())
                .isEqualTo(303);
    }

    @Test
    void sayWhyTheServerDisabledOneAndEnableItAgain() {
        String page = added();
        change(webhook(), "state = 'FAILED', failures = 9, failing_since = '2026-01-31 08:00:00'");
        assertThat(administrator.get(page).body())
                .contains("The server disabled this webhook")
                .contains("No delivery has succeeded for days")
                .contains("31 Jan 2026");
        assertThat(administrator.get(base).body()).contains("Disabled by the server");
        assertThat(administrator.get(base.replace("/webhooks", "")).body()).contains("href=\"" + page + "\"");
        assertThat(administrator.post(page + "/enable").location()).endsWith(page);
        assertThat(webhook().isEnabled()).isTrue();
        assertThat(administrator.get(page).body()).doesNotContain("The server disabled");
    }

    @Test
    void removeOneAfterAQuestion() {
        String page = added();
        assertThat(administrator.get(page + "/remove").body()).contains("Remove the webhook");
        assertThat(server.component(Webhooks.class).list(Optional.of(organization.id())))
                .hasSize(1);
        assertThat(administrator.post(page + "/remove").location()).endsWith(base);
        assertThat(server.component(Webhooks.class).list(Optional.of(organization.id())))
                .isEmpty();
        assertThat(administrator.get(page).status()).isEqualTo(404);
    }

    @Test
    void letOperatorsSeeAllAndAddOneForAnOrganization() {
        ConsoleClient operator = ConsoleClient.signedIn(server, ConsoleServer.administrator(server, Optional.empty()));
        Response unknown = operator.post(
                "/console/webhooks/add", Map.of("url", receiver.url(), "organization", "no-such-organization"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).containsPattern("id=\"organization\"[^>]*aria-invalid=\"true\"");
        Response answer = operator.post(
                "/console/webhooks/add", Map.of("url", receiver.url(), "organization", organization.slug()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        assertThat(webhook().organization()).contains(organization.id());
        assertThat(operator.get("/console/webhooks").body())
                .contains(webhook().id().toString())
                .contains("<code>" + organization.slug() + "</code>");
        assertThat(administrator.get(base).body()).contains(webhook().id().toString());
        assertThat(administrator.get("/console/webhooks").location()).isEqualTo("/console");
        administrator.post(base + "/" + webhook().id() + "/remove");
    }

    @Test
    void showTheLagOfConsumersAndRemoveOne() {
        EventConsumers consumers = server.component(EventConsumers.class);
        consumers.save(Optional.of(organization.id()), "crm", new EventCursor(0));
        user();
        StoredRows rows = new StoredRows(database.config(), organization.id());
        Eventually.get(() -> rows.count("events"), count -> count > 0);
        StoredRows.change(
                database.config(),
                "UPDATE events SET occurred = occurred - INTERVAL 3 HOUR WHERE organization_id = ?",
                organization.id().value());
        assertThat(administrator.get(base).body())
                .containsPattern("crm</bdi></th>\\s*<td><span class=\"tag warn\">Lagging")
                .contains("3 hours");
        assertThat(administrator.get(base.replace("/webhooks", "")).body())
                .contains("The event consumer \"crm\" is 3 hours behind");
        assertThat(administrator.get(base + "/consumers/crm/remove").body()).contains("Remove the consumer crm?");
        assertThat(administrator.post(base + "/consumers/crm/remove").location())
                .endsWith(base);
        assertThat(administrator.get(base).body()).contains("None yet.").doesNotContain("Lagging");
        assertThat(administrator.get(base + "/consumers/crm/remove").status()).isEqualTo(404);
    }
}
