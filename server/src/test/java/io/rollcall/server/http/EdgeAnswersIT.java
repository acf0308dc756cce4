package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers have the same headers and speak the client's media type, whichever part of the server writes them. */
class EdgeAnswersIT {
    private static final String SCIM = "/API/enterprise/scim";
    private static final int PORT = TestServer.shared().port();

    private final TestOrganization organization = TestOrganization.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /x HTTP/1.1",
                "GET / HTTP/1.1",
                "POST / HTTP/1.1",
                "GET /%2F HTTP/1.1",
                "GET /favicon.ico HTTP/1.1",
                "GET /console HTTP/1.1",
                "GET /console/nothing HTTP/1.1",
                "GET /api/admin/v1/nothing HTTP/1.1",
                "GET /x%zz HTTP/1.1",
                "GET /x HTTP/7.0",
                "GET  /x HTTP/1.1",
                "TRACE /x HTTP/1.1",
                "GET " + SCIM + "/Users HTTP/1.1",
                "GET " + SCIM + "/nothing HTTP/1.1",
                "HEAD /x HTTP/1.1"
            })
    void haveTheSameSecurityHeadersEverywhere(String line) {
        RawAnswer answer = RawConnection.exchange(PORT, line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.status()).as(line).isGreaterThanOrEqualTo(300);
        assertThat(answer.header("Cache-Control")).as(answer.head()).isEqualTo("no-store");
        assertThat(answer.header("X-Content-Type-Options")).as(answer.head()).isEqualTo("nosniff");
        assertThat(answer.header("Strict-Transport-Security")).as(answer.head()).isEqualTo("max-age=31536000");
        assertThat(answer.header("X-Request-Id")).as(answer.head()).matches("[0-9a-f]{16}");
        assertThat(answer.head()).doesNotContainPattern("(?i)grizzly|jersey|rollcall|java|server:");
    }

    @Test
    void leadFromTheRootToTheConsole() {
        for (String line : new String[] {"GET / ", "HEAD / ", "GET /?from=mail "}) {
            RawAnswer answer =
                    RawConnection.exchange(PORT, line + "HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer.status()).as(line).isEqualTo(302);
            assertThat(answer.header("Location")).isEqualTo("/console");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
            assertThat(answer.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/x | 404",
                "/x%zz | 400",
                SCIM + "/%zz | 400",
                SCIM + "/Users | 401",
                SCIM + "/Users/none | 404",
                SCIM + "/nothing | 404",
                SCIM + "/Users?filter=nonsense | 400",
                SCIM + "/Users?large | 413",
                "/api/admin/v1/nothing | 401",
                "/api/admin/v1/%zz | 400",
            })
    void speakPlainJsonToClientsThatAcceptNothingElse(String path, int status) {
        String token = status == 401 ? "wrong" : organization.token();
        String length = status == 413 ? "Content-Length: 99999999\r\n" : "";
        String head =
                "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n" + length;
        RawAnswer plain = RawConnection.exchange(PORT, head + "Accept: text/plain;q=0.5, application/json\r\n\r\n");
        assertThat(plain.status()).isEqualTo(status);
        assertThat(plain.header("Content-Type")).as(plain.toString()).startsWith("application/json");
        String usual = path.startsWith("/api") ? "application/problem+json" : "application/scim+json";
        for (String accept :
                new String[] {"", "Accept: */*\r\n", "Accept: " + usual + "\r\n", "Accept: text/html\r\n"}) {
            assertThat(RawConnection.exchange(PORT, head + accept + "\r\n").header("Content-Type"))
                    .as(path + " " + accept)
                    .startsWith(usual);
        }
    }

    @ParameterizedTest
    @CsvSource({"br", "deflate", "gzip; x", "zstd"})
    void nameThePackingsThatAreUnderstood(String coding) {
        String body = "{}";
        String head = " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + organization.token()
                + "\r\nContent-Type: application/json\r\nContent-Encoding: " + coding + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
        RawAnswer scim = RawConnection.exchange(PORT, "POST " + SCIM + "/Users" + head);
        assertThat(scim.status()).isEqualTo(415);
        assertThat(scim.header("Accept-Encoding")).isEqualTo("gzip, identity");
        for (String other : new String[] {"/api/admin/v1/organizations", "/console/sign-in"}) {
            RawAnswer answer = RawConnection.exchange(PORT, "POST " + other + head);
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/console/sign-in",
                "/console/assets/x",
                "/api/admin/v1/openapi.json",
                "/api/admin/v1/organizations"
            })
    void refuseHostsThatAreNotThisServers(String path) {
        for (String host : new String[] {"evil.test", "10.0.0.1", "scim.example.test.evil.test"}) {
            RawAnswer answer = RawConnection.exchange(PORT, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
            assertThat(answer.status()).as(host).isEqualTo(421);
            assertThat(answer.body()).contains("http.extra-hosts").doesNotContain(host);
        }
        for (String host :
                new String[] {TestServer.BASE_DOMAIN, "any." + TestServer.BASE_DOMAIN + ".:443", "[::1]:80"}) {
            assertThat(RawConnection.exchange(PORT, "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                            .status())
                    .as(host)
                    .isNotEqualTo(421);
        }
    }
}
