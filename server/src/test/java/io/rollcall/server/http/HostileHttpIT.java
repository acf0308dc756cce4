package io.rollcall.server.http;

import static io.rollcall.server.testing.ScimErrorAssert.assertScimError;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.LogCapture;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose first lines no decent client sends are refused in SCIM's form and harm nobody (RFC 9112). */
class HostileHttpIT {
    private static final String USERS = "/API/enterprise/scim/Users";
    private static final int PORT = TestServer.shared().port();

    private final TestOrganization organization = TestOrganization.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a b",
                "Host: evil.example/x",
                "Host: a@b",
                "Host: <script>",
                "Host: a:b:c",
                "Host: a:999999",
                "Host: \u0001",
                "Host: localhost\r\nHost: b",
                "Host: localhost\r\nHost: a",
                "X: none",
                "Host:",
                "Host : a",
                "Host: localhost\r\nX-Y Z: 1",
                "Host: localhost\r\n: 1",
                "Host: localhost\r\nX: a\u0000b",
            })
    void refusesHeadersThatAreNotWellFormed(String headers) {
        assertScimError(exchange("GET " + USERS + " HTTP/1.1\r\n" + headers + "\r\n\r\n"), 400);
    }

    @Test
    void takesTheHostOfAnAbsoluteTarget() {
        String other = TestOrganization.create().organization().slug().value();
        String own = organization.organization().slug().value();
        String target = "http://%s." + TestServer.BASE_DOMAIN + USERS;
        assertThat(get(target.formatted(own), "Host: x\r\n").status()).isEqualTo(200);
        assertScimError(get(target.formatted(other), "Host: " + own + "." + TestServer.BASE_DOMAIN + "\r\n"), 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/API/enterprise/scim/Users/%zz",
                "/API/enterprise/scim/Users/%",
                "/API/enterprise/scim/Users/%4",
                "/API/enterprise/scim/Users?filter=%zz",
                "/API/enterprise/scim/Users?filter=100%",
                "/API/enterprise/scim/Users/%ff%fe",
                "/API/enterprise/scim/Users?filter=%C3",
                "/API/enterprise/scim/Users/%00",
                "/API/enterprise/scim/Users?filter=userName%00",
                "/API/enterprise/scim/Users?filter=\u00e9",
                "/API/enterprise/scim/Users?filter=\u0001",
                "/API/enterprise/scim/../scim/Users",
                "/API/enterprise/scim/Users/..",
                "/API/enterprise/scim/Users/a%5Cb",
                "/API/enterprise/scim/Users\\a",
                "/API/enterprise/scim/%2e%2E/scim/Users",
                "/API/enterprise/scim/Users#x",
                "*",
                "Users",
                "http:Users",
            })
    void refusesTargetsThatAreNoAddresses(String target) {
        assertScimError(get(target, "Host: localhost\r\n"), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/API/enterprise/scim/Users/a%2Fb",
                "/API/enterprise/scim/Users/%C3%A9",
                "/API/enterprise/scim/Users/a;b=c",
                "/API/enterprise/scim//Users/x",
                "/API/enterprise/scim/Users/x/y",
                "/API/enterprise/scimUsers",
                "/API/enterprise",
                "/favicon.ico",
                "/%2F",
                "/API/enterprise/scim%2fUsers",
                "/API%2Fenterprise%2Fscim%2FUsers",
                "/API/enterprise/scim;a=b/Users",
                "/application.wadl",
                "/API/enterprise/scim/application.wadl",
            })
    void findsNothingAtAddressesThatAreNone(String target) {
        assertScimError(get(target, "Host: localhost\r\n"), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "aaaa\r\n\r\n", "\rx", "\nb", "\u0000\r\n\r\n"})
    void refusesAMalformedHeadBehindAnotherRequestWithoutALogLine(String head) {
        try (RawConnection connection = new RawConnection(TestServer.shared().port());
                LogCapture log = new LogCapture()) {
            connection.send("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n" + head);
            assertThat(connection.answer().status()).isEqualTo(404);
            assertThat(connection.answer().status()).isEqualTo(400);
            assertThat(log.texts()).isEmpty();
        }
    }

    /** A proxy's rules for the console would not see where it leads. */
    @Test
    void doesNotLeadToTheConsoleByAnEncodedSlash() {
        assertThat(get("/console%2Fsign-in", "Host: localhost\r\n").status()).isEqualTo(404);
    }

    @Test
    void readsARequestLineOfTenThousandCharacters() {
        assertScimError(get(USERS + "?filter=" + "a".repeat(10_000), "Host: localhost\r\n"), 400);
        assertThat(get(USERS + "?x=" + "%41".repeat(3_000), "Host: localhost\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesARequestLineOrHeadersTooLong() {
        assertScimError(get(USERS + "?filter=" + "a".repeat(20_000), "Host: localhost\r\n"), 431);
        assertScimError(get(USERS, "Host: localhost\r\nX: " + "a".repeat(20_000) + "\r\n"), 431);
        assertScimError(get(USERS, "Host: localhost\r\n" + "X: a\r\n".repeat(1_000)), 431);
        assertScimError(get(USERS + "?" + "a&".repeat(300), "Host: localhost\r\n"), 400);
        assertScimError(get(USERS + "/a".repeat(300), "Host: localhost\r\n"), 400);
        for (String header : List.of("Cookie", "Forwarded", "X-Forwarded-For", "Accept", "If-Match")) {
            assertScimError(get(USERS, "Host: localhost\r\n" + header + ": " + "a=1;b=2,".repeat(129) + "\r\n"), 431);
            assertScimError(
                    get(USERS, "Host: localhost\r\n" + (header + ": " + "a=1,".repeat(26) + "\r\n").repeat(10)), 431);
        }
    }

    @Test
    void closesTheConnectionOfARequestLineWithoutEnd() {
        try (RawConnection connection = new RawConnection(PORT)) {
            RawAnswer answer = connection.send("GET /" + "a".repeat(3_000_000)).answer();
            assertThat(answer.isNone() || answer.status() == 431).isTrue();
            assertThat(connection.isClosedWithin(5_000)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP/0.9", "HTTP/2.0", "HTTP/1.7", "HTTP/3"})
    void refusesOtherVersions(String version) {
        RawAnswer answer = exchange("GET " + USERS + " " + version + "\r\nHost: localhost\r\n\r\n");
        assertScimError(answer, 505);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/x", "FTP/1.1", "", "\tx HTTP/1.1", "x HTTP/1.1"})
    void refusesARequestLineWithoutAVersionOrWithMoreBlanks(String rest) {
        assertScimError(exchange("GET " + USERS + " " + rest + "\r\nHost: localhost\r\n\r\n"), 400);
    }

    @Test
    void refusesTheOpeningOfHttp2() {
        assertScimError(exchange("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505);
    }

    @Test
    void answersHttp10AndClosesTheConnection() {
        try (RawConnection connection = new RawConnection(PORT)) {
            RawAnswer answer = connection
                    .send("GET " + USERS + " HTTP/1.0\r\n" + "Host: localhost\r\n" + authorization() + "\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).contains("\"totalResults\":0");
            assertThat(connection.isClosedWithin(5_000)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Accept: */*;q=x | 400",
                "Accept: \" | 400",
                "Content-Type: ; | 415",
                "Content-Type: a/b/c | 415",
                "Content-Type: application/json, application/json | 415",
            })
    void refusesMediaTypesThatCannotBeRead(String header, int status) {
        assertScimError(get(USERS, "Host: localhost\r\n" + header + "\r\n"), status);
    }

    @Test
    void refusesTwoMediaTypesOfOneBody() {
        String twice = "Content-Type: application/json\r\nContent-Type: application/json\r\n";
        assertScimError(get(USERS, "Host: localhost\r\n" + twice), 415);
    }

    @ParameterizedTest
    @CsvSource({"TRACE,405", "BREW,405", "get,405", "PROPFIND,405", "LOCK,405"})
    void refusesOtherMethods(String method, int status) {
        RawAnswer answer = request(method, USERS, "Host: localhost\r\n");
        assertScimError(answer, status);
        assertThat(answer.header("Allow")).contains("GET", "POST");
        assertThat(answer.body()).doesNotContain(organization.token());
    }

    /** Over TLS a new connection costs more than the request. */
    @Test
    void leavesTheConnectionOpenAfterARefusalUnlessTheClientDoesNot() {
        String refused = "GET " + USERS + "?filter=userName HTTP/1.1\r\nHost: localhost\r\n" + authorization();
        try (RawConnection connection = new RawConnection(PORT)) {
            for (int time = 0; time < 2; time++) {
                RawAnswer answer = connection.send(refused + "\r\n").answer();
                assertScimError(answer, 400);
                assertThat(answer.header("Connection")).isEmpty();
            }
            RawAnswer last =
                    connection.send(refused + "Connection: close\r\n\r\n").answer();
            assertScimError(last, 400);
            assertThat(last.header("Connection")).isEqualTo("close");
            assertThat(connection.isClosedWithin(5_000)).isTrue();
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() {
        try (RawConnection connection = new RawConnection(PORT)) {
            String get = "GET " + USERS + "?count=%d HTTP/1.1\r\nHost: localhost\r\n" + authorization() + "\r\n";
            String body = "{\"userName\":\"pipelined\"}";
            String post = "POST " + USERS + " HTTP/1.1\r\nHost: localhost\r\n" + authorization() + "Content-Length: "
                    + body.length() + "\r\n\r\n" + body;
            connection.send(get.formatted(1)
                    + post
                    + get.formatted(2)
                    + post
                    + post.replace("pipelined\"", "pipelined ")
                    + get.formatted(3));
            assertThat(connection.answer().body()).contains("\"totalResults\":0");
            assertThat(connection.answer().status()).isEqualTo(201);
            assertThat(connection.answer().body()).contains("\"totalResults\":1");
            assertScimError(connection.answer(), 409);
            assertScimError(connection.answer(), 400);
            assertThat(connection.answer().body()).contains("\"totalResults\":1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "h2c", "TLS/1.0", "anything"})
    void ignoresOffersToChangeTheProtocol(String protocol) {
        String body = "{\"userName\":\"" + protocol + "\"}";
        RawAnswer answer = exchange("POST " + USERS + " HTTP/1.1\r\nHost: localhost\r\n" + authorization()
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: " + protocol
                + "\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body);
        assertThat(answer.status()).isEqualTo(201);
    }

    private RawAnswer get(String target, String headers) {
        return request("GET", target, headers);
    }

    private RawAnswer request(String method, String target, String headers) {
        return exchange(method + " " + target + " HTTP/1.1\r\n" + headers + authorization() + "\r\n");
    }

    private static RawAnswer exchange(String text) {
        return RawConnection.exchange(PORT, text);
    }

    private String authorization() {
        return "Authorization: Bearer " + organization.token() + "\r\n";
    }
}
