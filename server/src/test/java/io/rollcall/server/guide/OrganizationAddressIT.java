package io.rollcall.server.guide;

import static io.rollcall.server.guide.ScimAssertions.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The base URL of docs/okta.md: each organization is called by its own host name, and never answered with another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganizationAddressIT {
    private static final String PATH = "/API/enterprise/scim";

    private final TestOrganization acme = TestOrganization.create();
    private final TestOrganization other = TestOrganization.create();
    private final ScimClient client = acme.client();
    private final String acmeHost = host(acme);
    private String id;

    /** A server behind a proxy on this machine. */
    private RunningServer behindProxy;

    @BeforeAll
    void start() {
        id = Okta.of(acme).created("create-with-role");
        behindProxy = TestServer.start(Map.of("http.trusted-proxies", "127.0.0.1"));
    }

    @AfterAll
    void stop() {
        behindProxy.close();
    }

    @Test
    void isInEveryAnswerToACallOfItsHost() {
        for (String host : List.of(acmeHost, acmeHost + ":443", acmeHost.replace("scim", "SCIM"))) {
            assertLocated(client.with("Host", host), "https://" + acmeHost + PATH);
        }
        Response created = client.with("Host", acmeHost).post("/Users", Okta.body("create"));
        assertThat(created.header("Location")).isEqualTo("https://" + acmeHost + PATH + "/Users/" + created.id());
        client.delete("/Users/" + created.id());
    }

    @Test
    void isNotThatOfAnotherOrganizationNorOfNone() {
        for (String host : List.of(
                host(other),
                "nobody.scim.example.test",
                "www.scim.example.test",
                "a." + acmeHost,
                "_.scim.example.test")) {
            assertError(client.with("Host", host).get("/Users/" + id), 401);
            assertError(client.with("Host", host).get("/Users"), 401);
        }
    }

    @Test
    void isKeptFromAnotherOrganizationsToken() {
        ScimClient stranger = other.client();
        assertError(stranger.get("/Users/" + id), 404);
        assertError(stranger.put("/Users/" + id, Okta.body("put-echo")), 404);
        assertError(stranger.patch("/Users/" + id, Okta.body("patch-deactivate")), 404);
        assertError(stranger.delete("/Users/" + id), 404);
        assertThat(stranger.get("/Users").json().path("totalResults").intValue())
                .isZero();
        assertThat(client.get("/Users/" + id).json().path("active").booleanValue())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "localhost:8080", "[::1]:8080", "LOCALHOST:1"})
    void isThisMachineForAPersonWhoTriesItOut(String host) {
        assertLocated(client.with("Host", host), "http://" + host + PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:80",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "scim.example.test.evil.example",
                "evil-scim.example.test",
                "evil_1:8080",
                "10.0.0.1",
                "scim.example.test"
            })
    void isNeverAHostThatACallerMadeUp(String evil) {
        ScimClient caller = client.with("Host", evil);
        List<Response> answers = List.of(
                caller.get("/Users/" + id),
                caller.get("/Users"),
                caller.get(""),
                caller.get("/nothing"),
                caller.get("/Schemas"),
                caller.get("/ServiceProviderConfig"),
                caller.put("/Users/" + id, Okta.body("put-echo")),
                caller.send("OPTIONS", "/Users", ""),
                caller.without("Authorization").get("/Users"),
                caller.without("Authorization").get("/ServiceProviderConfig"));
        assertThat(answers).allSatisfy(answer -> {
            assertError(answer, 401);
            assertThat(answer.body()).doesNotContain("evil");
            assertThat(answer.headers().map().toString()).doesNotContain("evil");
        });
    }

    @Test
    void isTheSameWithADotAtItsEndOrAnEmptyPort() {
        for (String host : List.of(acmeHost + ".", acmeHost + ".:443", acmeHost + ":", acmeHost + ".:")) {
            assertLocated(client.with("Host", host), "https://" + acmeHost + PATH);
            assertError(other.client().with("Host", host).get("/Users"), 401);
        }
        assertLocated(client.with("Host", "localhost.:"), "http://localhost" + PATH);
        assertError(client.with("Host", acmeHost + "..").get("/Users"), 401);
    }

    @Test
    void isToldByTheTokenAloneWhereTheHostIsAConfiguredOne() {
        try (RunningServer probed = TestServer.start(Map.of("http.extra-hosts", "10.9.8.7, lb.internal"))) {
            ScimClient caller = new ScimClient(TestServer.scimUrl(probed), acme.token());
            for (String host : List.of("10.9.8.7", "LB.internal.:8080")) {
                assertThat(caller.with("Host", host).get("/Users/" + id).header("Location"))
                        .isEqualTo("https://" + acmeHost + PATH + "/Users/" + id);
            }
            assertThat(caller.without("Authorization")
                            .with("Host", "lb.internal")
                            .get("/ServiceProviderConfig")
                            .text("/meta/location"))
                    .isEqualTo("https://lb.internal" + PATH + "/ServiceProviderConfig");
            assertError(caller.with("Host", "10.9.8.6").get("/Users"), 401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example/path", "evil example", "<b>", "a@evil.example", "[evil", "localhost:99999999"})
    void isNotNamedByWhatIsNoHostName(String host) {
        Response answer = client.with("Host", host).get("/Users/" + id);
        assertError(answer, 400);
        assertThat(answer.body() + answer.headers().map()).doesNotContain("evil");
    }

    @Test
    void isNotToldByACallerWhoIsNoProxyOfOurs() {
        ScimClient forwarded = client.with("Host", acmeHost).with("X-Forwarded-Host", host(other));
        assertLocated(forwarded, "https://" + acmeHost + PATH);
        assertLocated(forwarded.with("X-Forwarded-Host", "evil.example"), "https://" + acmeHost + PATH);
    }

    @Test
    void isToldByAProxyOfOurs() {
        ScimClient proxied =
                new ScimClient(TestServer.scimUrl(behindProxy), acme.token()).with("Host", "rollcall:8080");
        assertLocated(proxied.with("X-Forwarded-Host", acmeHost), "https://" + acmeHost + PATH);
        ScimClient twice = proxied.with("X-Forwarded-For", "203.0.113.7, 127.0.0.1");
        assertLocated(twice.with("X-Forwarded-Host", acmeHost + ", inner.example"), "https://" + acmeHost + PATH);
        assertLocated(
                twice.with("X-Forwarded-Host", "forged.example, " + acmeHost + ", inner.example"),
                "https://" + acmeHost + PATH);
        assertError(
                proxied.with("X-Forwarded-Host", acmeHost + ", inner.example").get("/Users"), 401);
        assertLocated(proxied.with("Forwarded", "for=203.0.113.7;host=" + acmeHost), "https://" + acmeHost + PATH);
        assertError(proxied.with("X-Forwarded-Host", host(other)).get("/Users"), 401);
        assertError(proxied.with("X-Forwarded-Host", "evil.example").get("/Users"), 401);
        assertError(proxied.get("/Users"), 401);
    }

    /** A proxy hands on what its own callers wrote. */
    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:evil.example", "localhost:80/evil", "127.0.0.1:1@evil.example", "[::1]evil", "<evil>"
            })
    void isNotNamedByAProxyThatHandsOnNonsense(String forwarded) {
        Response answer = new ScimClient(TestServer.scimUrl(behindProxy), acme.token())
                .with("X-Forwarded-Host", forwarded)
                .get("/Users/" + id);
        assertError(answer, 400);
        assertThat(answer.body() + answer.headers().map()).doesNotContain("evil");
    }

    private void assertLocated(ScimClient caller, String baseUrl) {
        Response user = caller.get("/Users/" + id);
        assertThat(user.status()).as(user.body()).isEqualTo(200);
        assertThat(user.text("/meta/location")).isEqualTo(baseUrl + "/Users/" + id);
        assertThat(user.header("Location")).isEqualTo(baseUrl + "/Users/" + id);
        assertThat(caller.get("/ServiceProviderConfig").text("/meta/location"))
                .isEqualTo(baseUrl + "/ServiceProviderConfig");
    }

    private static String host(TestOrganization organization) {
        return organization.organization().slug() + "." + TestServer.BASE_DOMAIN;
    }
}
