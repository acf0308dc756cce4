package io.rollcall.server.admin.ssf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.testing.CapturedLog;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.StoredRows;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.users.Erasure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivery of security event tokens to receivers that poll. */
class PollingIT {
    private static final RunningServer SERVER = TestServer.shared();
    private static final String PREFIX = "urn:ietf:params:scim:event:prov:";
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final Duration RETURNS_AT_ONCE = Duration.ofSeconds(15);

    private final TestOrganization organization = TestOrganization.create();
    private final ScimClient scim = organization.client();
    private final Receiver receiver = Receiver.of(SERVER, Optional.of(organization.id()));
    private final JsonNode stream = receiver.create("{}");

    private String create(String name) {
        Response created = scim.post("/Users", """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s","externalId":"x-%s",
                 "active":true,"jotform_user_role":"user","emails":[{"value":"%s@acme.test","primary":true}],
                 "%s":{"department":"Sales"}}""".formatted(name, name, name, ENTERPRISE));
        assertThat(created.status()).isEqualTo(201);
        return created.id();
    }

    private Response patch(String user, String operation) {
        Response patched = scim.patch("/Users/" + user, """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[%s]}""".formatted(operation).replace('\'', '"'));
        assertThat(patched.status()).isEqualTo(200);
        return patched;
    }

    static String uri(JWTClaimsSet token) {
        return ((Map<?, ?>) token.getClaim("events"))
                .keySet().stream().map(String::valueOf).reduce("", String::concat);
    }

    static Map<?, ?> payload(JWTClaimsSet token) {
        return (Map<?, ?>) ((Map<?, ?>) token.getClaim("events")).get(uri(token));
    }

    static Map<?, ?> subject(JWTClaimsSet token) {
        return (Map<?, ?>) token.getClaim("sub_id");
    }

    static String externalId(JWTClaimsSet token) {
        return String.valueOf(subject(token).get("externalId"));
    }

    private static List<String> ids(List<JWTClaimsSet> tokens) {
        return tokens.stream().map(JWTClaimsSet::getJWTID).toList();
    }

    private List<JWTClaimsSet> createAndTake(int count) {
        for (int user = 0; user < count; user++) {
            create("user" + user);
        }
        return receiver.take(stream, count);
    }

    @Test
    void sendsATokenForEachChangeOfAUser() {
        String user = create("jane");
        patch(user, "{'op':'replace','path':'title','value':'Boss'},{'op':'remove','path':'emails'}");
        patch(user, "{'op':'replace','path':'jotform_user_role','value':'admin'}");
        patch(user, "{'op':'replace','path':'active','value':false}");
        patch(user, "{'op':'replace','path':'active','value':true}");
        scim.delete("/Users/" + user);

        List<JWTClaimsSet> tokens = receiver.take(stream, 6);

        assertThat(tokens)
                .extracting(PollingIT::uri)
                .containsExactly(
                        PREFIX + "create:notice",
                        PREFIX + "patch:notice",
                        PREFIX + "patch:notice",
                        PREFIX + "deactivate",
                        PREFIX + "activate",
                        PREFIX + "delete");
        assertThat(tokens).allSatisfy(token -> {
            assertThat(subject(token).get("format")).isEqualTo("scim");
            assertThat(subject(token).get("uri")).isEqualTo("/Users/" + user);
            assertThat(subject(token).get("externalId")).isEqualTo("x-jane");
            assertThat(((Map<?, ?>) token.getClaim("organization")).get("slug")).isEqualTo(organization.slug());
            assertThat(token.toString()).doesNotContain("acme.test", "Boss", "Sales");
        });
        assertThat(tokens).extracting(JWTClaimsSet::getJWTID).doesNotHaveDuplicates();
        assertThat(payload(tokens.get(0)).get("attributes"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .contains("userName", "externalId", "active", "emails", "jotform_user_role", ENTERPRISE)
                .doesNotContain("email", "role", "enterprise", "version", "id");
        assertThat(payload(tokens.get(0)).get("version")).isEqualTo("W/\"1\"");
        assertThat(payload(tokens.get(0))).hasSize(2);
        assertThat(payload(tokens.get(1)).get("attributes"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactlyInAnyOrder("title", "emails");
        assertThat(payload(tokens.get(2)).get("attributes")).isEqualTo(List.of("jotform_user_role"));
        assertThat(tokens.subList(3, 6)).extracting(PollingIT::payload).containsOnly(Map.of());
    }

    @Test
    void carriesTheIdOfTheRequestAsTransaction() throws Exception {
        String user = create("jane");
        Response patched = patch(user, "{'op':'replace','path':'title','value':'Boss'}");

        JWTClaimsSet token = receiver.take(stream, 2).get(1);

        assertThat(token.getStringClaim("txn")).isEqualTo(patched.header("X-Request-Id"));
    }

    @Test
    void namesTheSubjectAsTheStreamAsks() {
        JsonNode bySubject = receiver.create("{'subject_format': 'iss_sub'}");
        JsonNode byEmail = receiver.create("{'subject_format': 'email'}");
        String user = create("jane");

        assertThat(subject(receiver.take(bySubject, 1).get(0)))
                .isEqualTo(Map.of("format", "iss_sub", "iss", Receiver.ISSUER, "sub", user));
        assertThat(subject(receiver.take(byEmail, 1).get(0)))
                .isEqualTo(Map.of("format", "email", "email", "jane@acme.test"));

        patch(user, "{'op':'remove','path':'emails'}");
        assertThat(subject(receiver.take(byEmail, 2).get(1)).get("format")).isEqualTo("scim");
    }

    @Test
    void sendsTheRequestedEventsOnly() {
        JsonNode deletions = receiver.create("{'events_requested': ['" + PREFIX + "delete']}");
        JsonNode none = receiver.create("{'events_requested': []}");
        String user = create("jane");
        scim.delete("/Users/" + user);
        receiver.take(stream, 2);

        assertThat(receiver.take(deletions, 1)).extracting(PollingIT::uri).containsExactly(PREFIX + "delete");
        assertThat(receiver.waiting(none)).isEmpty();
    }

    @Test
    void containsNothingOfAnErasedPerson() {
        String user = create("jane");
        patch(user, "{'op':'replace','path':'title','value':'Boss'}");
        receiver.take(stream, 2);
        SERVER.component(Erasure.class)
                .erase(organization.id(), UserId.parse(user).orElseThrow(), Actor.system());

        List<JWTClaimsSet> tokens = receiver.take(stream, 3);

        assertThat(uri(tokens.get(2))).isEqualTo(PREFIX + "delete");
        assertThat(tokens).allSatisfy(token -> {
            assertThat(token.toString()).doesNotContain("jane", "title");
            assertThat(subject(token).get("uri")).isEqualTo("/Users/" + user);
        });
    }

    @Test
    void keepsNothingOfADeletedOrganization() throws Exception {
        List<String> ids = ids(createAndTake(2));
        receiver.acknowledge(stream, Set.of(ids.get(1)));
        verify("");
        StoredRows rows = new StoredRows(organization.id());
        assertThat(rows.count("event_stream_acknowledgements")).isEqualTo(1);

        SERVER.component(OrganizationDeletion.class).delete(organization.id(), organization.slug(), Actor.operator());

        assertThat(rows.count("event_streams")).isZero();
        assertThat(rows.count("event_stream_acknowledgements")).isZero();
        assertThat(rows.count("event_stream_verifications")).isZero();
    }

    @Test
    void startsWithTheEventsAfterItsCreation() {
        createAndTake(2);
        JsonNode later = receiver.create("{}");
        create("late");

        assertThat(receiver.take(later, 1)).extracting(PollingIT::externalId).containsExactly("x-late");
    }

    @Test
    void repeatsTokensUntilTheyAreAcknowledged() {
        List<JWTClaimsSet> tokens = createAndTake(3);

        assertThat(receiver.take(stream, 3)).isEqualTo(tokens);
        receiver.acknowledge(stream, Set.copyOf(ids(tokens)));
        assertThat(receiver.waiting(stream)).isEmpty();
    }

    @Test
    void takesAcknowledgementsInAnyOrder() {
        List<String> ids = ids(createAndTake(5));

        receiver.acknowledge(stream, Set.of(ids.get(4), ids.get(1), ids.get(2)));
        assertThat(receiver.waiting(stream)).containsOnlyKeys(ids.get(0), ids.get(3));
        receiver.acknowledge(stream, Set.of(ids.get(0)));
        assertThat(receiver.waiting(stream)).containsOnlyKeys(ids.get(3));
        receiver.acknowledge(stream, Set.of(ids.get(3), ids.get(0)));
        assertThat(receiver.waiting(stream)).isEmpty();

        create("last");
        assertThat(receiver.take(stream, 1)).hasSize(1);
    }

    @Test
    void acknowledgesAndReturnsTheNextInOneRequest() {
        List<String> ids = ids(createAndTake(4));
        Set<String> handled = new HashSet<>();
        List<String> received = new ArrayList<>();
        String acknowledged = "[]";
        Response page;
        do {
            page = receiver.poll(stream, "{'maxEvents': 3, 'returnImmediately': true, 'ack': " + acknowledged + "}");
            received.addAll(receiver.verified(stream, page).keySet());
            handled.addAll(received);
            acknowledged = Receiver.list(handled);
        } while (page.json().path("moreAvailable").asBoolean());

        assertThat(received).isEqualTo(ids);
    }

    @Test
    void ignoresAcknowledgementsOfOtherTokens() {
        List<String> ids = ids(createAndTake(1));
        JsonNode second = receiver.create("{}");

        receiver.acknowledge(second, Set.copyOf(ids));
        Response odd = receiver.poll(stream, "{'maxEvents': 0, 'ack': ['', 'ä', 'x', '%s']}".formatted("0".repeat(36)));

        assertThat(odd.status()).isEqualTo(200);
        assertThat(receiver.waiting(stream)).containsOnlyKeys(ids);
    }

    @Test
    void doesNotRepeatATokenThatTheReceiverRefuses() {
        List<String> ids = ids(createAndTake(2));

        Response polled = receiver.poll(
                stream,
                "{'returnImmediately': true, 'setErrs': {'%s': {'err': 'invalid_request', 'description': 'No.'}}}"
                        .formatted(ids.get(0)));

        assertThat(receiver.verified(stream, polled)).containsOnlyKeys(ids.get(1));
    }

    @Test
    void logsRefusedTokensOnceAMinute() {
        List<String> ids = ids(createAndTake(3));
        String unknown = "{'maxEvents': 0, 'setErrs': {'" + UUID.randomUUID() + "': {'err': 'invalid_request'}}}";

        try (CapturedLog log = CapturedLog.warnings(PollResource.class)) {
            receiver.poll(stream, unknown);
            assertThat(lines(log)).isEmpty();
            ids.forEach(
                    id -> receiver.poll(stream, "{'maxEvents': 0, 'setErrs': {'" + id + "': {'err': 'invalid_key'}}}"));
            receiver.poll(stream, unknown);
            assertThat(lines(log)).singleElement().asString().contains("refuses 1 token", "invalid_key");
        }
        assertThat(receiver.waiting(stream)).isEmpty();
    }

    private List<String> lines(CapturedLog log) {
        String id = stream.path("stream_id").asText();
        return log.lines().stream().filter(line -> line.contains(id)).toList();
    }

    @Test
    void keepsAReceiptOfEachOffboardingThatIsAcknowledged() {
        String jane = create("jane");
        String joe = create("joe");
        patch(jane, "{'op':'replace','path':'active','value':false}");
        scim.delete("/Users/" + joe);
        List<String> ids = ids(receiver.take(stream, 4));
        StoredRows rows = new StoredRows(organization.id());

        receiver.acknowledge(stream, Set.of(ids.get(0), ids.get(1), ids.get(2)));
        receiver.poll(stream, "{'maxEvents': 0, 'setErrs': {'" + ids.get(3) + "': {'err': 'invalid_request'}}}");

        assertThat(rows.count("event_receipts")).isEqualTo(1);
        assertThat(receiver.waiting(stream)).isEmpty();
    }

    @Test
    void boundsTheTokensOfAResponse() {
        List<String> ids = ids(createAndTake(3));

        Response two = receiver.poll(stream, "{'maxEvents': 2, 'returnImmediately': true}");
        Response none = receiver.poll(stream, "{'maxEvents': 0}");
        Response all = receiver.poll(stream, "{'maxEvents': 1000000, 'returnImmediately': true}");

        assertThat(receiver.verified(stream, two)).containsOnlyKeys(ids.get(0), ids.get(1));
        assertThat(two.json().path("moreAvailable").asBoolean()).isTrue();
        assertThat(none.json().path("sets")).isEmpty();
        assertThat(receiver.verified(stream, all)).containsOnlyKeys(ids);
        assertThat(all.json().path("moreAvailable").asBoolean()).isFalse();
    }

    @Test
    void waitsForAToken() throws Exception {
        CompletableFuture<Response> polled = CompletableFuture.supplyAsync(() -> receiver.poll(stream, "{}"));
        create("jane");

        Response answer = polled.get(RETURNS_AT_ONCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(receiver.verified(stream, answer)).hasSize(1);
    }

    @Test
    void answersWithoutTokensWhenTheWaitIsOver() {
        try (RunningServer server = TestServer.start(Map.of("events.tokens.max-wait-seconds", "1"))) {
            Receiver patient = Receiver.of(server, Optional.of(organization.id()));

            Response answer = patient.poll(stream, "{}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("sets").isObject()).isTrue();
            assertThat(answer.json().path("sets")).isEmpty();
            assertThat(answer.json().path("moreAvailable").asBoolean()).isFalse();
        }
    }

    private Response verify(String more) {
        return receiver.send(
                "POST", "/verify", "{'stream_id': '" + stream.path("stream_id").asText() + "'" + more + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{'maxEvents': -1}",
                "{'maxEvents': 1.5}",
                "{'maxEvents': '1'}",
                "{'maxEvents': 99999999999}",
                "{'returnImmediately': 1}",
                "{'ack': 'x'}",
                "{'ack': [1]}",
                "{'ack': [null]}",
                "{'setErrs': []}",
                "{'setErrs': {'x': 'invalid_request'}}",
                "{'setErrs': {'x': {'description': 'No.'}}}"
            })
    void saysWhatIsWrong(String body) {
        Response refused = receiver.poll(stream, body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.text("/err")).isEqualTo("invalid_request");
    }

    @Test
    void boundsAcknowledgements() {
        Set<String> many = new HashSet<>();
        for (int id = 0; id < 1_001; id++) {
            many.add("id" + id);
        }

        assertThat(receiver.poll(stream, "{'ack': " + Receiver.list(many) + "}").status())
                .isEqualTo(400);
    }

    @Test
    void givesAnOperatorTheEventsOfAllOrganizations() {
        Receiver operator = Receiver.of(SERVER, Optional.empty());
        JsonNode all = operator.create("{}");
        TestOrganization other = TestOrganization.create();
        try {
            String jane = create("jane");
            String joe = other.client()
                    .post(
                            "/Users",
                            "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"joe\"}")
                    .id();

            Set<Object> users = new HashSet<>();
            Eventually.get(
                    () -> {
                        Map<String, JWTClaimsSet> found = operator.waiting(all);
                        found.values().forEach(token -> users.add(subject(token).get("uri")));
                        operator.acknowledge(all, found.keySet());
                        return users;
                    },
                    found -> found.containsAll(Set.of("/Users/" + jane, "/Users/" + joe)));

            assertThat(users).contains("/Users/" + jane, "/Users/" + joe);
            assertThat(receiver.waiting(stream)).hasSize(1);
        } finally {
            operator.send("DELETE", "/stream?stream_id=" + all.path("stream_id").asText(), "");
        }
    }
}
