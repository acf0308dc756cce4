package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Answers.userNames;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.search;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two organizations with users of the same names, and no way from one to the other's (RFC 7644 section 6). */
class IsolationIT {
    private static final TestOrganization OURS = TestOrganization.create();
    private static final TestOrganization THEIRS = TestOrganization.create();
    private static String theirId;
    private static String theirBody;

    @BeforeAll
    static void createUsers() {
        for (String name : List.of("anna", "bert")) {
            assertCreated(OURS.client().post("/Users", user(name, "'title':'ours'")));
            assertCreated(THEIRS.client()
                    .post("/Users", user(name, "'title':'theirs'", "'emails':[{'value':'secret@theirs'}]")));
        }
        assertCreated(THEIRS.client().post("/Users", user("carl", "'title':'theirs'", "'externalId':'x9'")));
        theirId = THEIRS.client().filter("userName eq \"carl\"").text("/Resources/0/id");
        theirBody = THEIRS.client().get("/Users/" + theirId).body();
    }

    /** Our token on this machine's address, and on our own host. */
    static List<ScimClient> ourClients() {
        return List.of(
                OURS.client(),
                OURS.client().with("Host", host(OURS)),
                OURS.client().with("Host", host(OURS).toUpperCase(Locale.ROOT) + ":443"));
    }

    private static String host(TestOrganization organization) {
        return organization.organization().slug() + "." + TestServer.BASE_DOMAIN;
    }

    @ParameterizedTest
    @MethodSource("ourClients")
    void listsOursOnly(ScimClient client) {
        assertThat(userNames(client.get("/Users"))).containsExactly("anna", "bert");
        assertThat(client.get("/Users").body()).doesNotContain("theirs");
        assertThat(userNames(client.get("/"))).containsExactly("anna", "bert");
        assertThat(userNames(client.post("/.search", search()))).containsExactly("anna", "bert");
        assertThat(userNames(client.post("/Users/.search", search("'filter':'userName pr'"))))
                .containsExactly("anna", "bert");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userName eq \"carl\"",
                "externalId eq \"x9\"",
                "title eq \"theirs\"",
                "emails eq \"secret@theirs\"",
                "emails.value co \"secret\"",
                "emails[value sw \"s\"]",
                "id eq \"ID\"",
                "meta.location ew \"ID\"",
                "userName eq \"carl\" or externalId eq \"x9\"",
                "title eq \"theirs\" or not (title eq \"ours\")",
                "not (title eq \"ours\")",
                "title ne \"ours\"",
                "emails.value ne \"nobody\" and title ne \"ours\""
            })
    void findsNoneOfTheirsByAnyFilter(String filter) {
        assertThat(userNames(OURS.client().filter(filter.replace("ID", theirId))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ourClients")
    void reachesNoneOfTheirsByItsId(ScimClient client) {
        String address = "/Users/" + theirId;
        assertRefused(client.get(address), 404, "");
        assertRefused(client.put(address, user("carl")), 404, "");
        assertRefused(client.patch(address, patch("{'op':'replace','path':'title','value':'taken'}")), 404, "");
        assertRefused(client.delete(address), 404, "");
        assertRefused(client.with("If-Match", "*").delete(address), 404, "");
        assertRefused(client.with("If-None-Match", "W/\"1\"").get(address), 404, "");
        assertThat(client.get(address).body())
                .isEqualTo(client.get("/Users/" + theirId).body())
                .doesNotContain("carl");
        assertThat(THEIRS.client().get(address).body()).isEqualTo(theirBody);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Users",
                "/Users/ID",
                "/Groups",
                "/Schemas",
                "/ResourceTypes",
                "/ServiceProviderConfig",
                "/Me",
                "/",
                "/nowhere"
            })
    void refusesOurTokenOnTheirHost(String path) {
        ScimClient mixed = OURS.client().with("Host", host(THEIRS));
        Response answer = mixed.get(path.replace("ID", theirId));
        assertRefused(answer, 401, "");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.body())
                .isEqualTo(mixed.with("Authorization", "Bearer nonsense")
                        .get("/Users")
                        .body());
    }

    @Test
    void reachesNoneOfTheirGroups() {
        TestOrganization ours = TestOrganization.create().withGroups();
        TestOrganization theirs = TestOrganization.create().withGroups();
        String member = assertCreated(theirs.client().post("/Users", user("carl")))
                .path("id")
                .asText();
        String mine = assertCreated(ours.client().post("/Users", user("anna")))
                .path("id")
                .asText();
        String staff = "{\"displayName\":\"Staff\",\"externalId\":\"x9\",\"members\":[{\"value\":\"" + member + "\"}]}";
        String address = "/Groups/"
                + assertCreated(theirs.client().post("/Groups", staff))
                        .path("id")
                        .asText();
        String before = theirs.client().get(address).body();
        ScimClient client = ours.client();

        for (String filter : List.of(
                "displayName eq \"Staff\"",
                "externalId eq \"x9\"",
                "members.value eq \"" + member + "\"",
                "members[value eq \"" + member + "\"]",
                "members pr",
                "not (displayName eq \"x\")",
                "id eq \"" + address.substring("/Groups/".length()) + "\"")) {
            assertThat(assertOk(client.get("/Groups?filter=" + ScimClient.encoded(filter)))
                            .path("totalResults")
                            .asInt())
                    .as(filter)
                    .isZero();
        }
        assertThat(client.get("/Groups").json().path("Resources")).isEmpty();
        assertThat(client.post("/Groups/.search", search()).json().path("Resources"))
                .isEmpty();
        assertRefused(client.get(address), 404, "");
        assertRefused(client.put(address, staff.replace(member, mine)), 404, "");
        assertRefused(client.patch(address, patch("{'op':'replace','path':'displayName','value':'taken'}")), 404, "");
        assertRefused(client.delete(address), 404, "");
        assertRefused(client.with("If-Match", "*").delete(address), 404, "");
        assertRefused(client.post("/Groups", staff), 400, "invalidValue");
        String own = "/Groups/"
                + assertCreated(client.post("/Groups", staff.replace(member, mine)))
                        .path("id")
                        .asText();
        assertRefused(
                client.patch(own, patch("{'op':'add','path':'members','value':[{'value':'" + member + "'}]}")),
                400,
                "invalidValue");
        assertRefused(client.put(own, staff), 400, "invalidValue");
        assertThat(client.get("/Users/" + mine).json().path("groups")).hasSize(1);
        assertThat(theirs.client().get(address).body()).isEqualTo(before);
        assertThat(theirs.client()
                        .get("/Users/" + member)
                        .json()
                        .at("/groups/0/value")
                        .asText())
                .isEqualTo(address.substring("/Groups/".length()));
    }

    @Test
    void refusesWritesWithOurTokenOnTheirHost() {
        ScimClient mixed = OURS.client().with("Host", host(THEIRS));
        assertRefused(mixed.post("/Users", user("dora")), 401, "");
        assertRefused(mixed.delete("/Users/" + theirId), 401, "");
        assertThat(userNames(THEIRS.client().get("/Users"))).containsExactly("anna", "bert", "carl");
    }

    @Test
    void refusesEveryTokenOnTheHostOfNobody() {
        assertRefused(
                OURS.client().with("Host", "nobody." + TestServer.BASE_DOMAIN).get("/Users"), 401, "");
        assertRefused(OURS.client().with("Host", "a." + host(OURS)).get("/Users"), 401, "");
    }

    /** Addresses in answers are those of the organization, whatever the request says of hosts. */
    @Test
    void namesOnlyItsOwnAddress() {
        String ours = "https://" + host(OURS) + "/API/enterprise/scim/Users/";
        ScimClient client = OURS.client().with("Host", host(OURS));
        assertThat(client.get("/Users").text("/Resources/0/meta/location")).startsWith(ours);
        ScimClient forged = client.with("X-Forwarded-Host", host(THEIRS)).with("Forwarded", "host=evil.example");
        assertThat(forged.get("/Users").text("/Resources/0/meta/location")).startsWith(ours);
        assertRefused(OURS.client().with("Host", "evil.example").get("/Users"), 401, "");
        for (String path : List.of("/Schemas", "/ResourceTypes", "/ServiceProviderConfig")) {
            assertThat(assertOk(client.get(path)).toString())
                    .contains(host(OURS))
                    .doesNotContain(THEIRS.organization().slug().toString());
        }
    }

    @Test
    void letsBothHaveTheSameNames() {
        String name = "dora";
        assertCreated(TestOrganization.create().client().post("/Users", user(name, "'externalId':'same'")));
        assertCreated(TestOrganization.create().client().post("/Users", user(name, "'externalId':'same'")));
    }
}
