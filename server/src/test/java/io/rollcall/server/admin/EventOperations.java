package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;

/** The operations of the admin API on events and webhooks, each with success and refused. */
final class EventOperations {
    private final TestOrganization organization;
    private final AdminClient operator;
    private final AdminClient bound;
    private final String here;

    /** @param bound client with a key of that organization alone */
    EventOperations(TestOrganization organization, AdminClient operator, AdminClient bound) {
        this.organization = organization;
        this.operator = operator;
        this.bound = bound;
        this.here = "/organizations/" + organization.slug();
    }

    void readAndAcknowledge() {
        String user = organization
                .client()
                .post("/Users", "{\"userName\": \"leaver\"}")
                .id();
        organization.client().delete("/Users/" + user);
        String deleted = "/events?types=user.deleted&organization=" + organization.slug();
        Response page = Eventually.get(
                () -> operator.get(deleted), found -> found.body().contains("leaver"));
        String acknowledgement = "/events/" + page.text("/events/0/id") + "/acknowledgement";
        assertThat(operator.post(acknowledgement, "{'by': 'billing'}").status()).isEqualTo(204);
        assertThat(operator.get(here + "/offboardings").text("/items/0/acknowledged/0/name"))
                .isEqualTo("billing");
        assertThat(operator.get("/events/snapshot?limit=1").status()).isEqualTo(200);
        String position = "{'position': '" + page.text("/next") + "'}";
        assertThat(bound.put("/event-consumers/crm/position", position).status())
                .isEqualTo(200);
        assertThat(bound.get("/event-consumers").text("/items/0/name")).isEqualTo("crm");
        assertThat(bound.delete("/event-consumers/crm").status()).isEqualTo(204);

        assertRefused(operator.post(acknowledgement, "{'by': 'a b'}"), "letters, digits");
        assertRefused(operator.get("/events?limit=0"), "limit");
        assertRefused(operator.get(here + "/offboardings?overdue=x"), "overdue");
        assertRefused(operator.get("/events/snapshot?limit=0"), "limit");
        assertRefused(bound.put("/event-consumers/a%20b/position", position), "letters, digits");
        assertThat(bound.delete("/event-consumers/crm").status()).isEqualTo(404);
        assertRefused(operator.get("/event-consumers?colour=red"), "Unknown parameter 'colour'");
    }

    /** The receiver does not exist, so deliveries fail and are kept. */
    void sendToAWebhook() {
        String webhook = "/webhooks/"
                + bound.post("/webhooks", "{'url': 'https://receiver.example.test/hook'}")
                        .id();
        assertThat(bound.get("/webhooks").text("/items/0/id")).isEqualTo(webhook.substring("/webhooks/".length()));
        assertThat(bound.get(webhook).status()).isEqualTo(200);
        assertThat(bound.patch(webhook, "{'description': 'CRM'}").text("/description"))
                .isEqualTo("CRM");
        assertThat(bound.post(webhook + "/secret", "").status()).isEqualTo(201);
        organization.client().post("/Users", "{\"userName\": \"joiner\"}");
        Response deliveries = Eventually.get(
                () -> bound.get(webhook + "/deliveries"), found -> found.body().contains("user.created"));
        String resend = webhook + "/deliveries/" + deliveries.text("/items/0/id") + "/resend";
        assertThat(bound.post(resend, "").status()).isEqualTo(202);
        assertThat(bound.post(webhook + "/test", "").status()).isEqualTo(202);
        assertThat(bound.post(webhook + "/replay", "{'after': 'now'}").status()).isEqualTo(200);

        assertRefused(bound.post("/webhooks", "{'url': 'ftp://example.test'}"), "https");
        assertRefused(bound.get("/webhooks?colour=red"), "Unknown parameter 'colour'");
        assertRefused(bound.get(webhook + "/deliveries?status=x"), "status");
        assertRefused(bound.post(webhook + "/replay", "{'after': 'x'}"), "cursor is invalid");
        assertRefused(bound.patch(webhook, "{'url': 'x'}"), "The URL");
        assertThat(bound.delete(webhook).status()).isEqualTo(204);
        assertThat(bound.delete(webhook).status()).isEqualTo(404);
        assertThat(bound.get(webhook).status()).isEqualTo(404);
        assertThat(bound.post(webhook + "/secret", "").status()).isEqualTo(404);
        assertThat(bound.post(webhook + "/test", "").status()).isEqualTo(404);
        assertThat(bound.post(resend, "").status()).isEqualTo(404);
    }

    private static void assertRefused(Response answer, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("/detail")).contains(words);
    }
}
