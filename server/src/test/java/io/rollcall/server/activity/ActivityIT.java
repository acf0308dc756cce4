package io.rollcall.server.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.http.RequestId;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.retention.Retention;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every change and every refusal is one entry, written in the same transaction. */
class ActivityIT {
    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient client = organization.client().with("User-Agent", "Okta SCIM Client 1.0.0");
    private final Activity activity = TestServer.shared().component(Activity.class);

    @Test
    void tellsTheLifeOfAUser() {
        Response jane = client.post("/Users", "{\"userName\":\"jane\",\"password\":\"s3cret\",\"title\":\"Boss\"}");
        String path = "/Users/" + jane.id();
        client.put(path, "{\"userName\":\"jane\",\"title\":\"Owner\",\"password\":\"s3cret\"}");
        client.put(path, "{\"userName\":\"jane\",\"title\":\"Owner\",\"active\":false}");
        client.put(path, "{\"userName\":\"jane\",\"title\":\"Owner\",\"active\":true}");
        client.delete(path);

        List<ActivityEntry> entries = of(jane.id());

        assertThat(entries)
                .extracting(ActivityEntry::kind)
                .containsExactly(
                        ActivityKind.USER_DELETED,
                        ActivityKind.USER_REACTIVATED,
                        ActivityKind.USER_DEACTIVATED,
                        ActivityKind.USER_CHANGED,
                        ActivityKind.USER_CREATED);
        assertThat(entries.get(3).changes()).isEqualTo("{\"title\":{\"before\":\"Boss\",\"after\":\"Owner\"}}");
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.subject()).isEqualTo("jane");
            assertThat(entry.toString()).doesNotContain("s3cret");
        });
    }

    @Test
    void saysWhoDidItAndUnderWhichRequestId() {
        Response jane = client.post("/Users", "{\"userName\":\"jane\"}");

        Actor actor = of(jane.id()).get(0).actor();

        assertThat(actor)
                .isEqualTo(new Actor(
                        Actor.Kind.TOKEN,
                        "Test",
                        "127.0.0.1",
                        "Okta SCIM Client 1.0.0",
                        jane.header(RequestId.HEADER)));
    }

    @Test
    void saysNothingWhereNothingChanged() {
        Response jane = client.post("/Users", "{\"userName\":\"jane\"}");

        client.put("/Users/" + jane.id(), "{\"userName\":\"jane\"}");

        assertThat(of(jane.id())).hasSize(1);
    }

    @Test
    void notesARefusalInTheClientsWordsAndNoChangeWithIt() {
        client.post("/Users", "{\"userName\":\"jane\"}");

        Response refused = client.post("/Users", "{\"userName\":\"JANE\"}");

        ActivityEntry newest = newest(1).get(0);
        assertThat(newest.kind()).isEqualTo(ActivityKind.REQUEST_REFUSED);
        assertThat(newest.status()).isEqualTo(409);
        assertThat(newest.subject()).isEqualTo("POST /Users for JANE");
        assertThat(newest.detail()).isEqualTo(refused.text("/detail"));
        assertThat(newest(10))
                .filteredOn(entry -> entry.kind() == ActivityKind.USER_CREATED)
                .hasSize(1);
    }

    @Test
    void namesTheUserOfARefusedPathByTheNameThatIsStored() {
        Response jane = client.post("/Users", "{\"userName\":\"jane\"}");
        client.put("/Users/" + jane.id(), "{\"userName\":\"joan\",\"active\":7}");
        assertThat(newest(1).get(0).subject()).isEqualTo("PUT /Users/" + jane.id() + " for jane");
    }

    @Test
    void namesTheUserOfARefusedBulkOperation() {
        client.post("/Bulk", """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],
                 "Operations":[{"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"jane","active":7}},
                               {"method":"POST","path":"/Groups","bulkId":"b","data":{"displayName":"Staff"}}]}""");
        assertThat(newest(2))
                .extracting(ActivityEntry::subject)
                .containsExactlyInAnyOrder("POST /Users for jane", "POST /Groups");
        assertThat(newest(2)).extracting(ActivityEntry::status).containsExactlyInAnyOrder(400, 501);
    }

    @Test
    void keepsLittleOfAnAttemptedNameAndNoControlCharacter() {
        client.post("/Users", "{\"userName\":\"a\\u0007\\nb" + "x".repeat(5_000) + "\",\"active\":7}");
        assertThat(newest(1).get(0).subject())
                .startsWith("POST /Users for a  bxxx")
                .endsWith("…")
                .hasSizeLessThan(200);
    }

    @Test
    void showsTheValuesThatANewUserWasGivenAndNoPassword() {
        client.post("/Users", "{\"userName\":\"jane\",\"title\":\"Boss\",\"password\":\"s3cret\"}");
        ActivityEntry created = newest(1).get(0);
        assertThat(created.kind()).isEqualTo(ActivityKind.USER_CREATED);
        assertThat(created.changes())
                .contains("\"title\":{\"after\":\"Boss\"}", "\"userName\":{\"after\":\"jane\"}")
                .doesNotContain("s3cret", "before");
    }

    @Test
    void recordsThatPushingAGroupIsNotSupported() {
        Response refused = client.post("/Groups", "{\"displayName\":\"Staff\"}");
        assertThat(refused.status()).isEqualTo(501);
        ActivityEntry newest = newest(1).get(0);
        assertThat(newest.status()).isEqualTo(501);
        assertThat(newest.detail()).isEqualTo(refused.text("/detail"));
    }

    @Test
    void keepsTheBeginningOfARefusalThatQuotesMuch() {
        Response refused = client.post("/.search", "{\"count\":\"" + "many".repeat(20_000) + "\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/detail")).startsWith(newest(1).get(0).detail());
        assertThat(newest(1).get(0).detail()).contains("many");
    }

    @Test
    void tellsOfTokensAndOfTheOrganizationItself() {
        assertThat(newest(10))
                .extracting(ActivityEntry::kind)
                .containsExactly(ActivityKind.TOKEN_ISSUED, ActivityKind.ORGANIZATION_CREATED);
    }

    @Test
    void selectsByKindAndGoesOnFromAnEntry() {
        client.post("/Users", "{\"userName\":\"one\"}");
        client.post("/Users", "{\"userName\":\"two\"}");
        client.get("/Users/none");

        assertThat(activity.list(
                        organization.organization().id(), query(Optional.of(ActivityKind.USER_CREATED), false)))
                .extracting(ActivityEntry::subject)
                .containsExactly("two", "one");
        assertThat(activity.list(organization.organization().id(), query(Optional.empty(), true)))
                .extracting(ActivityEntry::status)
                .containsExactly(404);
        ActivityEntry newest = newest(1).get(0);
        ActivityQuery older = new ActivityQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(newest.id()),
                1);
        assertThat(activity.list(organization.organization().id(), older))
                .extracting(ActivityEntry::subject)
                .containsExactly("two");
    }

    @Test
    void forgetsWhatIsOlderThanItsAgeAndNothingElse() {
        ageOneEntry(Duration.ofDays(400));

        activity.prune(TestServer.shared().component(Retention.class), Duration.ofDays(365));

        assertThat(newest(10)).extracting(ActivityEntry::kind).containsExactly(ActivityKind.TOKEN_ISSUED);
    }

    @Test
    void isPrunedByARunningServerUnasked() {
        ageOneEntry(Duration.ofDays(400));

        try (RunningServer server = TestServer.start(Map.of("activity.retention-days", "399"))) {
            Activity there = server.component(Activity.class);
            List<ActivityEntry> kept = Eventually.get(
                    () -> there.list(organization.organization().id(), ActivityQuery.newest(10)),
                    entries -> entries.size() == 1);
            assertThat(kept).extracting(ActivityEntry::kind).containsExactly(ActivityKind.TOKEN_ISSUED);
        }
    }

    private void ageOneEntry(Duration age) {
        StoredRows.change(
                "UPDATE activity SET occurred = occurred - INTERVAL ? DAY"
                        + " WHERE organization_id = ? AND kind = 'organization.created'",
                age.toDays(),
                organization.organization().id().value());
    }

    private static ActivityQuery query(Optional<ActivityKind> kind, boolean refusedOnly) {
        return new ActivityQuery(
                Optional.empty(), kind, Optional.empty(), Optional.empty(), refusedOnly, Optional.empty(), 10);
    }

    private List<ActivityEntry> newest(int limit) {
        return activity.list(organization.organization().id(), ActivityQuery.newest(limit));
    }

    private List<ActivityEntry> of(String user) {
        return activity.list(
                organization.organization().id(),
                ActivityQuery.of(UserId.parse(user).orElseThrow(), 10));
    }
}
