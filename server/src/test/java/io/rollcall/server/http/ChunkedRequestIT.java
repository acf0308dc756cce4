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

/** The end of a chunked body is never ambiguous (RFC 9112 sections 6.3, 7.1 and 11.2). */
class ChunkedRequestIT {
    private static final String USERS = "/API/enterprise/scim/Users";
    private static final String USER = "{\"userName\":\"chunked\"}";
    private static final String SIZE = Integer.toHexString(USER.length());
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String BODY = SIZE + "\r\n" + USER + "\r\n0\r\n\r\n";
    private static final int PORT = TestServer.shared().port();
    private static final int CLOSED_WITHIN = 5_000;

    private final TestOrganization organization = TestOrganization.create();

    @ParameterizedTest
    @ValueSource(strings = {"%x;foo=bar", "%x ; foo=\"b;ar\"", "000%x", "%x;foo"})
    void ignoresExtensionsAndKeepsTheConnection(String sizeLine) {
        try (RawConnection connection = new RawConnection(PORT)) {
            String chunk = String.format(sizeLine, USER.length()) + "\r\n" + USER + "\r\n";
            RawAnswer made = connection
                    .send(post(CHUNKED) + chunk + "0;last\r\nX-Trailer: 1\r\n\r\n" + get())
                    .answer();
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            assertThat(connection.answer().body()).contains("\"totalResults\":1");
            assertScimError(connection.send(post(CHUNKED) + chunk + "0\r\n\r\n").answer(), 409);
            assertScimError(
                    connection.send(post(CHUNKED) + "1\r\n{\r\n0\r\n\r\n").answer(), 400);
            assertThat(connection.send(get()).answer().body()).contains("\"totalResults\":1");
        }
    }

    @Test
    void readsABodyHoweverItsBytesArrive() {
        String request = post(CHUNKED) + "1;x\r\n{\r\n" + Integer.toHexString(USER.length() - 1) + "\r\n"
                + USER.substring(1) + "\r\n0\r\nX: 1\r\n\r\n" + get();
        try (RawConnection connection = new RawConnection(PORT)) {
            request.chars().forEach(next -> connection.send(Character.toString(next)));
            assertThat(connection.answer().status()).isEqualTo(201);
            assertThat(connection.answer().body()).contains("\"totalResults\":1");
        }
    }

    @Test
    void asksForTheChunksOfAClientThatWaits() {
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(post(CHUNKED + "Expect: 100-continue\r\n"));
            assertThat(connection.anyAnswer().status()).isEqualTo(100);
            assertThat(connection.send(BODY + get()).anyAnswer().status()).isEqualTo(201);
            assertThat(connection.anyAnswer().body()).contains("\"totalResults\":1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%x\n%s\r\n0\r\n\r\n",
                "%x\r\n%s\n0\r\n\r\n",
                "%x\r\n%s\r\n0\n\r\n",
                "%x\r\n%sX\r\n0\r\n\r\n",
                "%x\r\n%s0\r\n\r\n",
                "+%x\r\n%s\r\n0\r\n\r\n",
                "-%x\r\n%s\r\n0\r\n\r\n",
                " %x\r\n%s\r\n0\r\n\r\n",
                "%x \r\n%s\r\n0\r\n\r\n",
                "0x%x\r\n%s\r\n0\r\n\r\n",
                "%xh\r\n%s\r\n0\r\n\r\n",
                "ffffffffffffffff%x\r\n%s\r\n0\r\n\r\n",
                "%x;a\rb\r\n%s\r\n0\r\n\r\n",
                "%x\r%s\r\n0\r\n\r\n",
                "%x\r\n%s\r\n0\r\nGET / HTTP/1.1\r\n\r\n",
                "%x\r\n%s\r\n0\r\nX\u0001: 1\r\n\r\n",
                "%x\r\n%s\r\n0\r\n folded: 1\r\n\r\n",
            })
    void refusesOtherFramingAndAnswersNothingBehindIt(String body) {
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(post(CHUNKED) + body.replace("%x", SIZE).replace("%s", USER) + get());
            assertScimError(connection.answer(), 400);
            assertThat(connection.isClosedWithin(CLOSED_WITHIN)).isTrue();
        }
        assertNoUsers();
    }

    @Test
    void takesABodyWithoutItsLastLineForUnfinished() {
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(post(CHUNKED) + SIZE + "\r\n" + USER + "\r\n0\r\n" + get());
            assertScimError(connection.answer(), 400);
            assertThat(connection.isClosedWithin(CLOSED_WITHIN)).isTrue();
        }
        assertNoUsers();
    }

    @Test
    void boundsTheLengthOfExtensionsAndTrailers() {
        String extension = ";" + "x".repeat(1_000) + "\r\n";
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(post(CHUNKED) + ("1" + extension + " \r\n").repeat(20));
            assertScimError(connection.answer(), 400);
        }
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(post(CHUNKED) + SIZE + "\r\n" + USER + "\r\n0\r\n" + ("X: " + extension).repeat(20));
            assertScimError(connection.answer(), 400);
        }
        assertNoUsers();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
                "content-length: 4\r\nX: y\r\nTRANSFER-ENCODING: chunked\r\n",
                "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 4\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n",
            })
    void refusesALengthBesideChunksInEitherOrderAndAnswersNothingBehindIt(String headers) {
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(post(headers) + BODY + get());
            assertScimError(connection.answer(), 400);
            assertThat(connection.isClosedWithin(CLOSED_WITHIN)).isTrue();
        }
        assertNoUsers();
    }

    @Test
    void refusesALengthBesideChunksHoweverItsBytesArrive() {
        try (RawConnection connection = new RawConnection(PORT)) {
            (post("Content-Length: 4\r\n" + CHUNKED) + BODY)
                    .chars()
                    .forEach(next -> connection.send(Character.toString(next)));
            assertScimError(connection.answer(), 400);
        }
        assertNoUsers();
    }

    private void assertNoUsers() {
        assertThat(organization.client().get("/Users").text("/totalResults")).isEqualTo("0");
    }

    private String post(String headers) {
        return "POST " + USERS + " HTTP/1.1\r\nHost: localhost\r\n" + authorization() + headers + "\r\n";
    }

    private String get() {
        return "GET " + USERS + "?count=0 HTTP/1.1\r\nHost: localhost\r\n" + authorization() + "\r\n";
    }

    private String authorization() {
        return "Authorization: Bearer " + organization.token() + "\r\nContent-Type: application/scim+json\r\n";
    }
}
