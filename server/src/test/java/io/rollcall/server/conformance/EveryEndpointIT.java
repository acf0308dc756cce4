package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.search;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.testing.Endpoint;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every SCIM endpoint, called by one organization on resources of another (RFC 7644 section 6). */
class EveryEndpointIT {
    private static final TestOrganization OURS = TestOrganization.create();
    private static final TestOrganization THEIRS = TestOrganization.create();
    private static final Map<String, String> SHARED =
            Map.of("urn", "urn:ietf:params:scim:schemas:core:2.0:User", "name", "User");
    private static final String ABSENT = UUID.randomUUID().toString();
    private static String theirId;

    @BeforeAll
    static void fillTheirs() {
        TestServer.shared().component(Roles.class).add(THEIRS.id(), "theirs", "Theirs", Role.Kind.BOTH, Actor.system());
        theirId = assertCreated(THEIRS.client()
                        .post("/Users", user("carl.theirs", "'externalId':'x9'", "'jotform_user_role':'theirs'")))
                .path("id")
                .asText();
        assertThat(endpoints()).hasSizeGreaterThan(25);
    }

    /** Returns the endpoints below the SCIM base URL; that of access tokens has its own tests. */
    static List<Endpoint> endpoints() {
        List<Endpoint> elsewhere = Endpoint.of("io.rollcall.server.scim.oauth");
        return Endpoint.of("io.rollcall.server.scim").stream()
                .filter(endpoint -> !elsewhere.contains(endpoint))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void answersForTheirsAsForNobodys(Endpoint endpoint) {
        List<String> before = theirState();
        boolean role = endpoint.path().startsWith("/Roles");
        for (String body : bodies(endpoint)) {
            Response foreign = send(OURS.client(), endpoint, role ? "theirs" : theirId, body);
            Response none = send(OURS.client(), endpoint, role ? "absent" : ABSENT, body.replace(theirId, ABSENT));
            assertThat(comparable(foreign)).isEqualTo(comparable(none));
            assertThat(foreign.body()).doesNotContain("carl.theirs", "Theirs", THEIRS.slug());
            if (endpoint.variables().contains("id")) {
                assertThat(foreign.status()).isIn(400, 404, 405, 501);
            }
        }
        assertThat(theirState()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void refusesOurTokenOnTheirHost(Endpoint endpoint) {
        List<String> before = theirState();
        ScimClient mixed = OURS.client().with("Host", THEIRS.slug() + "." + TestServer.BASE_DOMAIN);
        for (String body : bodies(endpoint)) {
            Response answer = send(mixed, endpoint, theirId, body);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(comparable(answer))
                    .isEqualTo(
                            comparable(send(mixed.with("Authorization", "Bearer nonsense"), endpoint, theirId, body)));
        }
        assertThat(theirState()).isEqualTo(before);
    }

    private static Response send(ScimClient client, Endpoint endpoint, String id, String body) {
        Map<String, String> values = new TreeMap<>(SHARED);
        values.put("id", id);
        String name = "u" + UUID.randomUUID();
        return client.send(endpoint.method(), endpoint.filled(values), body.replace("NEW", name));
    }

    /** Returns a body of every kind that an endpoint takes, with their identifiers wherever possible. */
    private static List<String> bodies(Endpoint endpoint) {
        if (List.of("GET", "DELETE").contains(endpoint.method())) {
            return List.of("");
        }
        return List.of(
                "{}",
                user("NEW", "'id':'" + theirId + "'", "'manager':{'value':'" + theirId + "'}"),
                patch("{'op':'replace','path':'title','value':'taken'}"),
                search("'filter':'id eq \\\"" + theirId + "\\\" or externalId eq \\\"x9\\\"'"),
                bulk("'method':'DELETE','path':'/Users/" + theirId + "'"),
                bulk("'method':'PUT','path':'/Users/" + theirId + "','data':"
                        + user("carl.ours").replace('"', '\'')));
    }

    private static String bulk(String operation) {
        return ("{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':[{" + operation + "}]}")
                .replace('\'', '"');
    }

    /** Status, headers and body, without what is new with each answer and the ids themselves. */
    private static String comparable(Response answer) {
        TreeMap<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(answer.headers().map());
        List.of("date", "x-request-id", "location", "content-location", "etag", "content-length")
                .forEach(headers::remove);
        return answer.status() + " " + headers + " "
                + answer.body()
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                        .replace("theirs", "ROLE")
                        .replace("absent", "ROLE")
                        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
                        .replaceAll("\"totalResults\":\\d+", "TOTAL");
    }

    private static List<String> theirState() {
        return List.of(
                THEIRS.client().get("/Users").body(),
                THEIRS.client().get("/Roles").body());
    }
}
