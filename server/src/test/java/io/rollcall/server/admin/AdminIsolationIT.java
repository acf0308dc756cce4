package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.TokenSuccesses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One organization's key learns nothing of another one, not even that it exists, and changes nothing there. */
class AdminIsolationIT {
    private static final RunningServer SERVER = TestServer.shared();
    private static final ApiDescription DESCRIPTION = ApiDescription.servedBy(SERVER);
    private static final AdminClient OPERATOR = AdminClient.operator(SERVER, DESCRIPTION);

    private final TestOrganization ours = TestOrganization.create();
    private final TestOrganization theirs = TestOrganization.create();
    private final ScimClient bound =
            AdminClient.boundTo(ours, SERVER, DESCRIPTION).http();

    /** As long as theirs, so that the lengths of the answers can be compared, too. */
    private final String nobodys =
            "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);

    /** Their value for each path variable; {@code absent} has one that nobody has. */
    private final Map<String, String> existing = new HashMap<>();

    private final Map<String, String> absent = new HashMap<>();

    @BeforeEach
    void fillTheirs() {
        OPERATOR.post("/organizations/" + theirs.slug() + "/roles", "{'value': 'theirs', 'kind': 'both'}");
        existing.put("value", "theirs");
        absent.put("value", "absent");
        existing.put(
                "user",
                theirs.client()
                        .post("/Users", "{\"userName\": \"jane@acme.example\", \"jotform_user_role\": \"theirs\"}")
                        .id());
        absent.put("user", UUID.randomUUID().toString());
        theirs.withGroups(SERVER);
        existing.put(
                "group",
                theirs.client().post("/Groups", "{\"displayName\": \"Theirs\"}").id());
        absent.put("group", UUID.randomUUID().toString());
        String token = Long.toString(theirs.issued().token().id());
        existing.put("token", token);
        absent.put("token", "9".repeat(token.length()));
        OAuthClient.Issued client = SERVER.component(OAuthClients.class)
                .create(
                        theirs.id(),
                        new OAuthClient.Order("Entra", Token.Scope.READ_WRITE, Optional.empty()),
                        ClientSecret.MIN_DAYS,
                        Actor.system());
        existing.put("client", client.client().clientId());
        absent.put("client", UUID.randomUUID().toString().replace("-", ""));
    }

    @Test
    void answersForAnotherOrganizationAsForNone() {
        List<String> before = theirState();
        for (String operation : operations()) {
            String method = operation.split(" ")[0];
            for (String body : bodies(operation)) {
                String path = filled(operation.split(" ")[1], existing);
                Response foreign = bound.send(method, path.replace("{slug}", theirs.slug()), body);
                Response none = bound.send(method, path.replace("{slug}", nobodys), body);
                assertThat(foreign.status()).as(operation).isEqualTo(404);
                assertThat(comparable(foreign, theirs.slug())).as(operation).isEqualTo(comparable(none, nobodys));
            }
        }
        assertThat(theirState()).isEqualTo(before);
    }

    @Test
    void answersForAnotherOrganizationsIdsAsForNone() {
        List<String> before = theirState();
        for (String operation : operations()) {
            String method = operation.split(" ")[0];
            String path = operation.split(" ")[1].replace("{slug}", ours.slug());
            if (path.contains("{")) {
                for (String body : bodies(operation)) {
                    Response foreign = bound.send(method, filled(path, existing), body);
                    Response none = bound.send(method, filled(path, absent), body);
                    assertThat(foreign.status()).as(operation).isIn(400, 404);
                    assertThat(comparable(foreign, existing.values()))
                            .as(operation)
                            .isEqualTo(comparable(none, absent.values()));
                }
            }
        }
        assertThat(theirState()).isEqualTo(before);
    }

    @Test
    void findsNothingOfAnotherOrganizationByParameters() {
        String here = "/organizations/" + ours.slug();
        String user = existing.get("user");
        assertThat(bound.get(here + "/users?userName=jane@acme.example").status())
                .isEqualTo(404);
        for (String query : List.of(
                "/users?role=theirs",
                "/users?former=true",
                "/users?after=00000000-0000-0000-0000-000000000000",
                "/users?after=" + user,
                "/activity?user=" + user)) {
            assertThat(bound.get(here + query).body()).as(query).isEqualTo("{\"items\":[]}");
        }
    }

    private static List<String> operations() {
        return DESCRIPTION.operations().stream()
                .filter(operation -> operation.contains(" /organizations/{slug}"))
                .toList();
    }

    /** One that is refused and one that would be done, were the organization ours. */
    private static List<String> bodies(String operation) {
        String example =
                DESCRIPTION.exampleBody(operation.split(" ")[0], operation.split(" ")[1]);
        return example.isEmpty() ? List.of("") : List.of("{}", example);
    }

    private static String filled(String path, Map<String, String> values) {
        String id = path.contains("/tokens/") || path.contains("/secrets/")
                ? "token"
                : path.contains("/groups/") ? "group" : "user";
        return path.replace("{id}", values.get(id))
                .replace("{clientId}", values.get("client"))
                .replace("{value}", values.get("value"));
    }

    /** Status, headers and body, without what names the request or the thing itself. */
    private static String comparable(Response answer, String name) {
        return comparable(answer, List.of(name));
    }

    private static String comparable(Response answer, Iterable<String> names) {
        TreeMap<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(header -> List.of("date", "x-request-id").contains(header.toLowerCase()));
        String body = answer.body().replaceAll("\"requestId\":\"\\w+\"", "");
        for (String name : names) {
            body = body.replace(name, "NAME");
        }
        return answer.status() + " " + headers + " " + body;
    }

    /** All that an operator sees of theirs. */
    private List<String> theirState() {
        // Earlier requests left counts that are written in the background.
        TestServer.shared().component(TokenSuccesses.class).write();
        List<String> seen = new ArrayList<>();
        String there = "/organizations/" + theirs.slug();
        for (String what :
                List.of("", "/tokens", "/clients", "/roles", "/users", "/users/" + existing.get("user"), "/activity")) {
            seen.add(OPERATOR.get(there + what).body());
        }
        return seen;
    }
}
