package io.rollcall.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation of the description refuses what is not described, by its name, and nothing has happened then. */
class AdminStrictnessIT {
    private static final RunningServer SERVER = TestServer.shared();
    private static final ApiDescription DESCRIPTION = ApiDescription.servedBy(SERVER);
    private static final AdminClient OPERATOR = AdminClient.operator(SERVER, DESCRIPTION);

    private final TestOrganization organization = TestOrganization.create();
    private String user;

    @BeforeEach
    void makeAUser() {
        user = organization.client().post("/Users", "{\"userName\": \"jane\"}").id();
    }

    @Test
    void refusesABodyThatIsNotAsDescribed() {
        for (String operation : operations()) {
            String example = example(operation);
            if (example.isEmpty()) {
                continue;
            }
            String member = example.substring(1, example.indexOf(':'));
            if (DESCRIPTION.requiresBody(operation.split(" ")[0], operation.split(" ")[1])) {
                assertRefused(operation, "", "JSON object");
            }
            assertRefused(operation, "[]", "JSON object");
            assertRefused(operation, "null", "JSON object");
            assertRefused(operation, "{", "JSON");
            assertRefused(operation, example + "{}", "JSON");
            assertRefused(operation, "{" + member + ":1," + example.substring(1), "duplicate");
            assertRefused(operation, "{\"colour\":1," + example.substring(1), "'colour'");
            for (String wrong : List.of("[1]", "null", "1.5")) {
                assertRefused(operation, wrongly(example, wrong), member.replace("\"", ""));
            }
            assertRefused(operation, "{" + member + ":" + "[".repeat(1_000) + "]".repeat(1_000) + "}", "JSON");
            assertRefused(operation, "{" + member + ":" + "1".repeat(5_000) + "}", "");
        }
    }

    @Test
    void refusesAParameterThatIsNotDescribed() {
        for (String operation : operations()) {
            String[] parts = operation.split(" ");
            Response answer = OPERATOR.send(parts[0], path(operation) + "?colour=red", example(operation));
            assertThat(answer.status()).as(operation + answer.body()).isEqualTo(400);
            assertThat(answer.text("/detail")).as(operation).contains("'colour'");
        }
    }

    @Test
    void refusesABodyThatIsTooLargeOrNoJson() {
        for (String operation : operations()) {
            if (!example(operation).isEmpty()) {
                String method = operation.split(" ")[0];
                assertThat(OPERATOR.send(method, path(operation), "{\"a\":\"" + "x".repeat(2_000_000) + "\"}")
                                .status())
                        .as(operation)
                        .isEqualTo(413);
                AdminClient text = new AdminClient(OPERATOR.http().with("Content-Type", "text/plain"), DESCRIPTION);
                assertThat(text.send(method, path(operation), example(operation))
                                .status())
                        .as(operation)
                        .isEqualTo(415);
            }
        }
    }

    @Test
    void saysSoWhereAHeaderCannotBeRead() {
        for (String wrong : List.of("x", "application/json; charset", "a/b/c")) {
            Response answer =
                    OPERATOR.http().with("Content-Type", wrong).patch(path("PATCH /organizations/{slug}"), "{}");
            assertThat(answer.status()).as(wrong).isEqualTo(415);
            assertThat(answer.text("/status")).as(wrong).isEqualTo("415");
        }
        Response answer = OPERATOR.http().with("Accept", "a/b/c").get("/organizations");
        assertThat(answer.header("Content-Type")).startsWith(ProblemDetails.TYPE);
    }

    @Test
    void refusesToAnswerInAnotherType() {
        AdminClient browser = new AdminClient(OPERATOR.http().with("Accept", "text/html"), DESCRIPTION);
        for (String operation : operations()) {
            String method = operation.split(" ")[0];
            assertThat(browser.send(method, path(operation), example(operation)).status())
                    .as(operation)
                    .isEqualTo(406);
        }
    }

    @Test
    void allowsTheDescribedMethodsAndNoOthers() {
        for (String path : DESCRIPTION.paths()) {
            Set<String> described = new TreeSet<>(DESCRIPTION.methods(path));
            Set<String> others = new TreeSet<>(List.of("GET", "POST", "PUT", "PATCH", "DELETE", "BREW"));
            others.removeAll(described);
            if (described.contains("GET")) {
                described.add("HEAD");
            }
            for (String method : others) {
                Response answer = OPERATOR.http().send(method, path(method + " " + path), "");
                assertThat(answer.status()).as(method + path).isEqualTo(405);
                Set<String> allowed =
                        new TreeSet<>(Set.of(answer.header("Allow").split(", ?")));
                allowed.remove("OPTIONS");
                assertThat(allowed).as(method + path).isEqualTo(described);
                assertThat(answer.header("Content-Type")).startsWith("application/json");
                assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            }
        }
    }

    @Test
    void findsNothingAtAnAddressThatIsNotDescribed() {
        ScimClient http = OPERATOR.http();
        for (String path : List.of(
                "",
                "/",
                "/nothing",
                "/keys/x",
                "/organizations/" + organization.slug() + "/nothing",
                "/organizations/" + organization.slug() + "/tokens/x",
                "/organizations/" + organization.slug() + "/users/x")) {
            Response answer = http.get(path);
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.header("Content-Type")).as(path).startsWith("application/json");
        }
    }

    @Test
    void refusesBytesThatAreNoText() {
        String key = AdminClient.newKey(SERVER, Optional.empty());
        for (String body : List.of(
                "{\"name\":\"\u00ff\u00fe\"}",
                "\u0000\u0000\u0000{\u00ff\u00ff\u00ff\u00ff",
                "\u00ff\u00fe{\u0000\"",
                "\u0000")) {
            RawAnswer answer = RawConnection.exchange(
                    SERVER.port(),
                    "PATCH " + AdminApplication.PATH + "/organizations/" + organization.slug() + " HTTP/1.1\r\n"
                            + "Host: localhost\r\nAuthorization: Bearer " + key
                            + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body);
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        }
    }

    /** All that are called with a key. */
    private static List<String> operations() {
        return DESCRIPTION.operations().stream()
                .filter(operation -> !operation.endsWith("/openapi.json"))
                .toList();
    }

    /** The example, its first member with another value. */
    private static String wrongly(String example, String value) {
        ObjectNode body = (ObjectNode) ApiDescription.read(example);
        body.set(body.fieldNames().next(), ApiDescription.read(value));
        return body.toString();
    }

    /** Returns the described example body, for an existing organization. */
    private String example(String operation) {
        return DESCRIPTION
                .exampleBody(operation.split(" ")[0], operation.split(" ")[1])
                .replace("\"acme\"", "\"" + organization.slug() + "\"");
    }

    private String path(String operation) {
        String path = operation.split(" ")[1];
        return path.replace("{slug}", organization.slug())
                .replace("{id}", path.contains("/users/") || path.contains("/audit/") ? user : "999999999")
                .replace("{name}", "crm")
                .replace("{delivery}", "1")
                .replace("{clientId}", "0".repeat(32))
                .replace("{value}", "admin");
    }

    private void assertRefused(String operation, String body, String words) {
        String shown = operation + " " + body.substring(0, Math.min(80, body.length()));
        Response answer = OPERATOR.http().send(operation.split(" ")[0], path(operation), body);
        assertThat(answer.status()).as(shown + " " + answer.body()).isEqualTo(400);
        assertThat(answer.text("/detail"))
                .as(shown)
                .contains(words)
                .doesNotContain("StreamRead", "com.fasterxml", "Exception", "java.");
    }
}
