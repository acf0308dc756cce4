package io.rollcall.server.http;

import static io.rollcall.server.testing.ScimErrorAssert.assertScimError;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From where a client calls, behind proxies that are trusted and others that are not. */
@TestInstance(Lifecycle.PER_CLASS)
class ForwardedAddressIT {
    private static final int FAILURES = 5;

    private final RunningServer server = TestServer.start(Map.of(
            "http.trusted-proxies",
            "127.0.0.0/8, 10.0.0.0/8, 2001:db8:aaaa::/48",
            "limits.address-failures-per-minute",
            Integer.toString(FAILURES)));
    private final TestOrganization organization = TestOrganization.create(server);

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "X-Forwarded-For: 203.0.113.9 | 203.0.113.9",
                "X-Forwarded-For: 203.0.113.9:4711 | 203.0.113.9",
                "X-Forwarded-For: [2603:1026:2405:1234:5678:9abc:def0:1234]:54321 | 2603:1026:2405:1234:5678:9abc:def0:1234",
                "X-Forwarded-For: fe80::1%a-very-long-zone-name-of-an-interface | fe80:0:0:0:0:0:0:1",
                "X-Forwarded-For: ::ffff:203.0.113.9 | 203.0.113.9",
                "X-Forwarded-For: 198.51.100.1, 203.0.113.9 | 203.0.113.9",
                "X-Forwarded-For: 203.0.113.9, 10.1.2.3, 10.1.2.4:80 | 203.0.113.9",
                "X-Forwarded-For: 203.0.113.9, 2001:db8:aaaa:1::1 | 203.0.113.9",
                "X-Forwarded-For: 198.51.100.1, 203.0.113.9, , 10.1.2.3 | 203.0.113.9",
                "X-Forwarded-For: 10.9.9.9 | 10.9.9.9",
                "X-Forwarded-For: unknown | 127.0.0.1",
                "X-Forwarded-For: 203.0.113.9, unknown | 127.0.0.1",
                "X-Forwarded-For: <script>alert(1)</script> | 127.0.0.1",
                "X-Forwarded-For: localhost | 127.0.0.1",
                "X-Forwarded-For: , | 127.0.0.1",
                "Forwarded: for=203.0.113.9 | 203.0.113.9",
                "Forwarded: For=\"[2001:db8::17]:4711\";proto=https;by=10.0.0.1 | 2001:db8:0:0:0:0:0:17",
                "Forwarded: for=198.51.100.1, for=203.0.113.9;by=\"a,b\", for=10.1.2.3 | 203.0.113.9",
                "Forwarded: for=203.0.113.9, for=_hidden | 127.0.0.1",
                "Forwarded: for=203.0.113.9, proto=https | 127.0.0.1",
                "Forwarded: for=203.0.113.9, for=\"10.1.2.3 | 127.0.0.1",
            })
    void isReadFromTheNearestProxyOutwards(String header, String address) {
        String[] parts = header.split(": ", 2);
        assertThat(addressOf(organization.client(server).with(parts[0], parts[1])))
                .isEqualTo(address);
    }

    @Test
    void isNotReadFromAForwardedHeaderThatAProxyHandsOn() {
        ScimClient client = organization
                .client(server)
                .with("X-Forwarded-For", "203.0.113.9")
                .with("Forwarded", "for=198.51.100.1");
        assertThat(addressOf(client)).isEqualTo("203.0.113.9");
    }

    @Test
    void isThePeersWhereThatIsNoTrustedProxy() {
        RunningServer shared = TestServer.shared();
        TestOrganization other = TestOrganization.create(shared);
        other.client(shared)
                .with("X-Forwarded-For", "203.0.113.9")
                .with("Forwarded", "for=203.0.113.9")
                .get("/Users/none");
        assertThat(shared.component(Activity.class)
                        .list(other.id(), ActivityQuery.newest(1))
                        .get(0)
                        .actor()
                        .address())
                .isEqualTo("127.0.0.1");
    }

    /** RFC 6797 section 7.2. */
    @Test
    void isNotToldToUseTlsWhereItDoesNot() {
        ScimClient client = organization.client(server);
        String hsts = "Strict-Transport-Security";
        assertThat(client.with("X-Forwarded-Proto", "http").get("/Users").header(hsts))
                .isEmpty();
        assertThat(client.with("X-Forwarded-Proto", "HTTPS").get("/Users").header(hsts))
                .isNotEmpty();
        assertThat(client.with("X-Forwarded-Proto", "gopher").get("/Users").header(hsts))
                .isNotEmpty();
        assertThat(organization
                        .client()
                        .with("X-Forwarded-Proto", "http")
                        .get("/ServiceProviderConfig")
                        .header(hsts))
                .isNotEmpty();
    }

    @Test
    void countsFailuresWhateverThePort() {
        List<Integer> statuses = failures(number -> "1.2.3.5:" + (40_000 + number));
        assertThat(statuses.subList(0, FAILURES)).containsOnly(401);
        assertThat(statuses).endsWith(429);
    }

    @Test
    void countsFailuresOfAnIpv6NetworkTogether() {
        List<Integer> statuses = failures(number -> "[2001:db8:1:2:" + number + "::1]:443");
        assertThat(statuses.subList(0, FAILURES)).containsOnly(401);
        assertThat(statuses).endsWith(429);
        assertScimError(wrongToken("2001:db8:1:3::1").body(), 401);
    }

    /** A proxy on this machine that calls by IPv6. */
    @ParameterizedTest
    @ValueSource(strings = {"::1", "::/0"})
    void comparesAddressesAndNotTheirTexts(String proxies) throws Exception {
        try (RunningServer local = TestServer.start(Map.of("http.address", "::1", "http.trusted-proxies", proxies))) {
            String host = organization.slug() + "." + TestServer.BASE_DOMAIN;
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://[::1]:" + local.port() + "/API/enterprise/scim/Users?count=1"))
                    .header("X-Forwarded-Host", host)
                    .header("Authorization", "Bearer " + organization.token())
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            HttpRequest other = HttpRequest.newBuilder(request, (name, value) -> !name.equals("X-Forwarded-Host"))
                    .header("X-Forwarded-Host", "other." + TestServer.BASE_DOMAIN)
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(other, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private String addressOf(ScimClient client) {
        Response answer = client.post("/Users", "{\"userName\":\"" + UUID.randomUUID() + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(client.get("/Users/none").status()).isEqualTo(404);
        List<String> addresses =
                server.component(Activity.class).list(organization.id(), ActivityQuery.newest(2)).stream()
                        .map(entry -> entry.actor().address())
                        .distinct()
                        .toList();
        assertThat(addresses).hasSize(1);
        return addresses.get(0);
    }

    private List<Integer> failures(IntFunction<String> address) {
        return IntStream.rangeClosed(0, FAILURES + 1)
                .mapToObj(number -> wrongToken(address.apply(number)).status())
                .toList();
    }

    private Response wrongToken(String address) {
        return new ScimClient(TestServer.scimUrl(server), "wrong")
                .with("X-Forwarded-For", address)
                .get("/Users");
    }
}
