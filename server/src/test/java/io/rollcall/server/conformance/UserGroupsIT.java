package io.rollcall.server.conformance;

import static io.rollcall.server.conformance.Answers.assertCreated;
import static io.rollcall.server.conformance.Answers.assertOk;
import static io.rollcall.server.conformance.Answers.assertRefused;
import static io.rollcall.server.conformance.Bodies.json;
import static io.rollcall.server.conformance.Bodies.patch;
import static io.rollcall.server.conformance.Bodies.search;
import static io.rollcall.server.conformance.Bodies.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The readOnly attribute {@code groups} of Users (RFC 7643 section 4.1.2). */
class UserGroupsIT {
    private final ScimClient client = TestOrganization.create().withGroups().client();
    private final String jane = create("jane");
    private final String john = create("john");

    private String create(String name) {
        return assertCreated(client.post("/Users", user(name))).path("id").asText();
    }

    private static String group(String name, String... members) {
        String ids = "{'value':'" + String.join("'},{'value':'", members) + "'}";
        return json("{'displayName':'" + name + "','members':[" + ids + "]}");
    }

    private String path(Response created) {
        return "/Groups/" + assertCreated(created).path("id").asText();
    }

    @Test
    void showsUsersTheirGroups() {
        String staff = path(client.post("/Groups", group("Staff", jane))).substring("/Groups/".length());
        path(client.post("/Groups", group("All", jane, john)));

        JsonNode groups = client.get("/Users/" + jane).json().path("groups");
        assertThat(groups.findValuesAsText("display")).containsExactly("All", "Staff");
        assertThat(groups.get(1))
                .hasToString(json("{'value':'" + staff + "','$ref':'" + client.baseUrl() + "/Groups/" + staff
                        + "','display':'Staff','type':'direct'}"));
        assertThat(client.get("/Users").json().at("/Resources/1/groups").findValuesAsText("display"))
                .containsExactly("All");
        assertThat(client.get("/Users/" + jane + "?attributes=groups.display")
                        .json()
                        .path("groups"))
                .hasToString(json("[{'display':'All'},{'display':'Staff'}]"));
        assertThat(client.get("/Users/" + jane + "?excludedAttributes=groups")
                        .json()
                        .has("groups"))
                .isFalse();
        assertThat(client.put("/Users/" + jane, user("jane", "'groups':[]"))
                        .json()
                        .path("groups"))
                .hasSize(2);
        assertThat(client.patch("/Users/" + jane, patch("{'op':'add','path':'title','value':'Boss'}"))
                        .json()
                        .path("groups"))
                .hasSize(2);
        assertRefused(client.patch("/Users/" + jane, patch("{'op':'remove','path':'groups'}")), 400, "mutability");
    }

    @Test
    void refusesAPageWhoseGroupsAreTooLongAndNoWrite() {
        try (RunningServer server = TestServer.start(Map.of("scim.max-page-bytes", "65536"))) {
            TestOrganization organization = TestOrganization.create(server).withGroups(server);
            ScimClient few = organization.client(server);
            String id =
                    assertCreated(few.post("/Users", user("jane"))).path("id").asText();
            for (int number = 0; number < 160; number++) {
                assertCreated(few.post("/Groups", group("G" + number + "x".repeat(200), id)));
            }
            for (String path : List.of("/Users", "/Users/" + id)) {
                Response refused = few.get(path);
                assertRefused(refused, 400, "tooMany");
                assertThat(refused.text("/detail"))
                        .contains("65,536 characters")
                        .contains("excludedAttributes=groups");
                assertOk(few.get(path + "?excludedAttributes=groups"));
            }
            assertOk(few.patch("/Users/" + id, patch("{'op':'add','path':'title','value':'Boss'}")));
            assertThat(few.get("/Users/" + id + "?attributes=title").text("/title"))
                    .isEqualTo("Boss");
        }
    }

    /** The version of a User does not follow its groups, so a client never hears that it has them already. */
    @Test
    void neverCallsAUserWithGroupsUnchanged() {
        String tag = client.get("/Users/" + jane).header("ETag");

        assertThat(client.with("If-None-Match", tag).get("/Users/" + jane).status())
                .isEqualTo(200);
        assertThat(client.with("If-None-Match", tag)
                        .get("/Users/" + jane + "?excludedAttributes=groups")
                        .status())
                .isEqualTo(304);
    }

    /** A readOnly attribute in a body is ignored; a path to it is refused. */
    @ParameterizedTest
    @ValueSource(strings = {"'x'", "7", "null", "[]", "{}", "[{'value':'x','display':'Boss'}]"})
    void ignoresGroupsInABodyAndRefusesThemByPath(String value) {
        path(client.post("/Groups", group("Staff", jane)));
        String path = "/Users/" + jane;

        for (Response answer : new Response[] {
            client.put(path, user("jane", "'groups':" + value)),
            client.patch(path, patch("{'op':'replace','value':{'groups':" + value + "}}"))
        }) {
            assertThat(assertOk(answer).path("groups").findValuesAsText("display"))
                    .containsExactly("Staff");
            assertThat(answer.header("ETag")).isEqualTo("W/\"1\"");
        }
        for (String name : new String[] {"groups", "groups.value", "groups[value eq \\'x\\']", "groups.display"}) {
            String operation = "'path':'" + name + "','value':" + value + "}";
            assertRefused(client.patch(path, patch("{'op':'add'," + operation)), 400, "mutability");
            assertRefused(client.patch(path, patch("{'op':'replace'," + operation)), 400, "mutability");
        }
    }

    /** The attribute is computed for responses, so that a search by it would silently find nobody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "groups pr",
                "not (groups pr)",
                "groups eq null",
                "groups.value eq \"x\"",
                "groups.display sw \"S\"",
                "groups[value eq \"x\"]",
                "groups[type eq \"direct\"]",
                "userName eq \"jane\" and groups.value eq \"x\"",
                "urn:ietf:params:scim:schemas:core:2.0:User:groups.value eq \"x\""
            })
    void refusesToSearchUsersByTheirGroups(String filter) {
        Response refused = client.filter(filter);

        assertRefused(refused, 400, "invalidFilter");
        assertThat(refused.text("/detail")).contains("/Groups/{id}").contains("members.value eq");
        String body = search("'filter':'" + filter.replace("\"", "\\\"") + "'");
        assertRefused(client.post("/Users/.search", body), 400, "invalidFilter");
        assertRefused(client.post("/.search", body), 400, "invalidFilter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "groups.display", "GROUPS.value"})
    void refusesToSortUsersByTheirGroups(String attribute) {
        Response refused = client.get("/Users?sortBy=" + attribute);

        assertRefused(refused, 400, "invalidPath");
        assertThat(refused.text("/detail")).contains("sorted by \"groups\"");
    }
}
