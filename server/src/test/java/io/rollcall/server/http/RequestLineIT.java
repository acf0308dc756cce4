package io.rollcall.server.http;

import static io.rollcall.server.testing.ScimErrorAssert.assertScimError;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first lines of a request: what RFC 9112 and RFC 3986 let clients write is read, and nothing that they do not. */
class RequestLineIT {
    private static final String BASE = "/API/enterprise/scim";
    private static final int PORT = TestServer.shared().port();
    private static final int CLOSED_WITHIN = 5_000;

    private final TestOrganization organization = TestOrganization.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET  %s HTTP/1.1\r\n",
                "GET %s  HTTP/1.1\r\n",
                "GET\t%s HTTP/1.1\r\n",
                "GET %s\tHTTP/1.1\r\n",
                "GET %s HTTP/1.1 \r\n",
                "GET %s HTTP/1.1\t\r\n",
                " GET %s HTTP/1.1\r\n",
                "GET %s HTTP/1.1\rX: y\r\n",
                "GET %s HTTP/1.1\r\n folded: 1\r\n",
                "GET %s HTTP/1.1\r\nX: a\r\n b\r\n",
                "GET %s HTTP/1.1\r\nX: a\rb\r\n",
                "GET %s HTTP/1.1\r\nX: \r\r\n",
                "\n\nGET %s HTTP/1.1\r\n",
                "\rGET %s HTTP/1.1\r\n",
            })
    void refusesOtherBlanksAndBareLineEnds(String lines) {
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(String.format(lines, BASE + "/Users") + head() + get("/Users"));
            assertScimError(connection.answer(), 400);
            assertThat(connection.isClosedWithin(CLOSED_WITHIN)).isTrue();
        }
    }

    @Test
    void skipsAFewEmptyLinesInFrontOfARequest() {
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send("\r\n" + get("/Users"));
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.send("\r\n\r\n\r\n\r\n" + get("/Users") + "\r\n" + get("/Users"));
            assertThat(connection.answer().status()).isEqualTo(200);
            assertThat(connection.answer().status()).isEqualTo(200);
            ("\r\n" + get("/Users")).chars().forEach(next -> connection.send(Character.toString(next)));
            assertThat(connection.answer().status()).isEqualTo(200);
            connection.send("\r\n".repeat(100) + get("/Users"));
            assertScimError(connection.answer(), 400);
            assertThat(connection.isClosedWithin(CLOSED_WITHIN)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BASE + "/%55sers",
                BASE + "/%55%73%65%72%73",
                "/%41PI/enterprise/scim/Users",
                "/API/enterpris%65/scim/User%73?count=0",
            })
    void readsEncodedCharactersThatNeedNoEncoding(String target) {
        RawAnswer answer = RawConnection.exchange(PORT, "GET " + target + " HTTP/1.1\r\n" + head());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"totalResults\":0");
    }

    @Test
    void findsAUserByAnEncodedId() {
        String id = organization
                .client()
                .post("/Users", "{\"userName\":\"encoded\"}")
                .id();
        String encoded =
                "%" + Integer.toHexString(id.charAt(0)) + id.substring(1).replace("-", "%2d");
        assertThat(RawConnection.exchange(PORT, get("/Users/" + encoded)).body())
                .contains(id);
        assertScimError(RawConnection.exchange(PORT, get("/%2e%2e/x")), 400);
        assertScimError(RawConnection.exchange(PORT, get("/.%2e/x")), 400);
    }

    @Test
    void sendsNoChunksToHttp10() {
        try (RawConnection connection = new RawConnection(PORT)) {
            RawAnswer answer = connection
                    .send("GET " + BASE + "/Schemas HTTP/1.0\r\nAccept-Encoding: gzip\r\n" + head())
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Transfer-Encoding")).isEmpty();
            assertThat(connection.isClosedWithin(CLOSED_WITHIN)).isTrue();
        }
        RawAnswer unpacked = RawConnection.exchange(
                PORT, "GET " + BASE + "/Schemas HTTP/1.0\r\nConnection: keep-alive\r\n" + head());
        assertThat(unpacked.status()).isEqualTo(200);
        assertThat(unpacked.header("Transfer-Encoding")).isEmpty();
        assertThat(unpacked.body()).startsWith("{").endsWith("}");
    }

    private String get(String path) {
        return "GET " + BASE + path + " HTTP/1.1\r\n" + head();
    }

    private String head() {
        return "Host: localhost\r\nAuthorization: Bearer " + organization.token() + "\r\n\r\n";
    }
}
