package io.rollcall.server.http;

import static io.rollcall.server.testing.ScimErrorAssert.assertScimError;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RawConnection.RawAnswer;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies whose length or packing lies are refused, and no second request can be hidden in one (RFC 9112 section 6). */
class HostileBodyIT {
    private static final String USERS = "/API/enterprise/scim/Users";
    private static final String USER = "{\"userName\":\"hidden\"}";
    private static final int PORT = TestServer.shared().port();
    private static final int MEGABYTE = 1 << 20;

    private final TestOrganization organization = TestOrganization.create();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 21\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 21",
                "Content-Length: 21\r\nContent-Length: 22",
                "Content-Length: 21\r\nContent-Length: 21",
                "Content-Length: 21, 22",
                "Content-Length: -1",
                "Content-Length: +21",
                "Content-Length: 0x15",
                "Content-Length: 2 1",
                "Content-Length: x",
                "Content-Length:",
                "Content-Length: 99999999999999999999",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunkedx",
                "Transfer-Encoding: identity",
            })
    void refusesLengthsThatTwoServersCouldReadInTwoWays(String length) {
        // Each is whole in one of the two ways, so that a server that goes that way would create the user.
        for (String body : List.of(USER, "15\r\n" + USER + "\r\n0\r\n\r\n")) {
            try (RawConnection connection = new RawConnection(PORT)) {
                RawAnswer answer = connection
                        .send(head("POST", length) + body + head("POST", "Content-Length: 21") + USER)
                        .answer();
                assertScimError(answer, answer.status() == 501 ? 501 : 400);
                assertThat(connection.isClosedWithin(5_000)).isTrue();
            }
            assertNoUsers();
        }
    }

    @Test
    void takesWhatFollowsTheLengthForAnotherRequest() {
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(head("POST", "Content-Length: 10") + USER + " /x HTTP/1.1\r\n\r\n");
            assertScimError(connection.answer(), 400);
            assertScimError(connection.answer(), 400);
            assertThat(connection.isClosedWithin(5_000)).isTrue();
        }
        assertNoUsers();
    }

    @Test
    void makesNothingOfABodyThatBreaksOff() {
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(head("POST", "Content-Length: 100") + USER);
        }
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(head("POST", "Transfer-Encoding: chunked") + "15\r\n" + USER + "\r\n");
        }
        assertNoUsers();
    }

    @Test
    void readsABodyInChunks() {
        RawAnswer answer = exchange(head("POST", "Transfer-Encoding: Chunked")
                + "5\r\n{\"use\r\n10\r\nrName\":\"hidden\"}\r\n0\r\nX-Trailer: 1\r\n\r\n");
        assertThat(answer.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", "-1\r\n", "FFFFFFFFFFFFFFFFF\r\n", "\r\n\r\n"})
    void refusesBrokenChunks(String chunks) {
        try (RawConnection connection = new RawConnection(PORT)) {
            RawAnswer answer = connection
                    .send(head("POST", "Transfer-Encoding: chunked") + chunks + USER + "\r\n0\r\n\r\n")
                    .answer();
            assertScimError(answer, 400);
            assertThat(connection.isClosedWithin(5_000)).isTrue();
        }
        assertNoUsers();
    }

    @Test
    void refusesALongBodyWhetherItsLengthIsSaidOrNot() {
        String chunk = "100000\r\n" + "x".repeat(MEGABYTE) + "\r\n";
        assertScimError(exchange(head("POST", "Transfer-Encoding: chunked") + chunk.repeat(2) + "0\r\n\r\n"), 413);
        assertScimError(exchange(head("POST", "Content-Length: " + 5 * MEGABYTE) + "x".repeat(5 * MEGABYTE)), 413);
        assertScimError(exchange(head("POST", "Content-Length: 999999999999") + "{"), 413);
    }

    @Test
    void doesNotUnpackABombToItsEnd() throws IOException {
        byte[] bomb = gzip(new byte[500 * MEGABYTE]);
        assertThat(bomb.length).isLessThan(MEGABYTE);
        long start = System.nanoTime();
        assertScimError(packed(bomb), 413);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void readsAPackedBody() throws IOException {
        assertThat(packed(gzip(USER.getBytes(StandardCharsets.UTF_8))).status()).isEqualTo(201);
    }

    @Test
    void refusesABrokenPackedBody() throws IOException {
        byte[] whole = gzip(USER.getBytes(StandardCharsets.UTF_8));
        assertScimError(packed(Arrays.copyOf(whole, whole.length - 12)), 400);
        assertScimError(packed(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}), 400);
        assertScimError(packed(new byte[] {}), 400);
        whole[whole.length - 6] ^= 1;
        assertScimError(packed(whole), 400);
        assertNoUsers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "zstd"})
    void refusesOtherPackings(String encoding) {
        assertScimError(exchange(head("POST", "Content-Encoding: " + encoding + "\r\nContent-Length: 21") + USER), 415);
    }

    @Test
    void refusesDeepJson() {
        String deep = "{\"name\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}";
        assertScimError(exchange(head("POST", "Content-Length: " + deep.length()) + deep), 400);
        String objects = "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000);
        assertScimError(exchange(head("POST", "Content-Length: " + objects.length()) + objects), 400);
    }

    @Test
    void asksForTheBodyOfAClientThatWaits() {
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(head("POST", "Expect: 100-continue\r\nContent-Length: " + USER.length()));
            assertThat(connection.anyAnswer().status()).isEqualTo(100);
            assertThat(connection.send(USER).anyAnswer().status()).isEqualTo(201);
            connection.send(head("GET", "X: y"));
            assertThat(connection.anyAnswer().status()).isEqualTo(200);
        }
    }

    @Test
    void asksForNoBodyThatItWouldRefuse() {
        RawAnswer answer = exchange(head("POST", "Expect: 100-continue\r\nContent-Length: " + 5 * MEGABYTE));
        assertScimError(answer, 413);
    }

    @Test
    void refusesOtherExpectations() {
        assertScimError(exchange(head("POST", "Expect: miracles\r\nContent-Length: 21") + USER), 417);
    }

    @Test
    void readsNoBodyOfARequestThatHasNoneByItsNature() {
        RawAnswer answer = exchange(head("GET", "Content-Length: 21") + USER);
        assertThat(answer.status()).isEqualTo(200);
    }

    private RawAnswer packed(byte[] bytes) {
        try (RawConnection connection = new RawConnection(PORT)) {
            connection.send(head("POST", "Content-Encoding: gzip\r\nContent-Length: " + bytes.length));
            return connection.send(bytes).answer();
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private void assertNoUsers() {
        assertThat(organization.client().get("/Users").text("/totalResults")).isEqualTo("0");
    }

    private String head(String method, String headers) {
        return method + " " + USERS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + organization.token()
                + "\r\nContent-Type: application/scim+json\r\n" + headers + "\r\n\r\n";
    }

    private static RawAnswer exchange(String text) {
        return RawConnection.exchange(PORT, text);
    }
}
