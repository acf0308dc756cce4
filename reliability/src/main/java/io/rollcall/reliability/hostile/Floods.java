package io.rollcall.reliability.hostile;

import static io.rollcall.reliability.hostile.Target.OPENAPI;
import static io.rollcall.reliability.hostile.Target.SCIM;

import io.rollcall.reliability.hostile.Attack.Wave;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Floods of requests that must be refused. */
final class Floods {
    /** Grizzly's default. */
    private static final int HEADER_COUNT_LIMIT = 100;

    private static final int HEADER_LIMIT = 16_384;
    private static final int BODY_LIMIT = 1_048_576;
    private static final int BOMB_MEGABYTES = 100;
    private static final int PER_SECOND = 100;

    private Floods() {}

    /** Returns floods of cheap requests: wrong tokens, unknown hosts and paths, headers near the limit, long URLs. */
    static Wave[] small(Target target) {
        String users = SCIM + "/Users";
        return new Wave[] {
            flood(target.get(users, "Authorization: Bearer rollcall_" + "x".repeat(43)), PER_SECOND),
            flood(target.get(users), PER_SECOND),
            flood(target.get(users, "Host: nobody.example.com", target.authorization()), PER_SECOND),
            flood(target.get("/nothing/is/here"), PER_SECOND),
            flood(target.get(SCIM + "/Users/nobody", target.authorization()), PER_SECOND),
            flood(target.get(OPENAPI, headers(HEADER_COUNT_LIMIT - 10, 12)), 20),
            opening(target.get(OPENAPI, headers(HEADER_COUNT_LIMIT + 10, 12)), 20),
            flood(target.get(OPENAPI, headers(10, HEADER_LIMIT / 10 - 50)), 20),
            opening(target.get(OPENAPI, headers(10, HEADER_LIMIT / 10 + 50)), 20),
            opening(target.get(OPENAPI + "?q=" + "x".repeat(HEADER_LIMIT - 500)), 20),
            opening(target.get(OPENAPI + "?q=" + "x".repeat(4 * HEADER_LIMIT)), 20)
        };
    }

    /** Returns floods of large bodies: at and above the limit, and compression bombs, with and without a token. */
    static Wave[] heavy(Target target) {
        String gzip = "Content-Encoding: gzip";
        byte[] bomb = bomb();
        byte[] atLimit = "[".repeat(BODY_LIMIT).getBytes(StandardCharsets.US_ASCII);
        return new Wave[] {
            opening(post(target, atLimit, target.authorization()), 5),
            opening(post(target, atLimit), 5),
            opening(post(target, new byte[BODY_LIMIT + 1], target.authorization()), 5),
            opening(post(target, bomb, target.authorization(), gzip), 5),
            opening(post(target, bomb, gzip), 5)
        };
    }

    private static byte[] post(Target target, byte[] body, String... headers) {
        return target.send("POST", SCIM + "/Users", body, headers);
    }

    /** Returns a flood of sequential requests over ten connections. */
    private static Wave flood(byte[] request, int perSecond) {
        int connections = 10;
        return new Wave(Script.every(1_000 * connections / perSecond, request), connections, 20);
    }

    /** Returns a flood with a connection per request. */
    private static Wave opening(byte[] request, int perSecond) {
        return new Wave(Script.of(request).living(Duration.ofSeconds(10)), 10 * perSecond, perSecond);
    }

    /** Returns so many headers of so many bytes each, line ends included. */
    static String[] headers(int count, int bytes) {
        return IntStream.range(0, count)
                .mapToObj(number -> "X-H%03d: ".formatted(number) + "x".repeat(bytes - 10))
                .toArray(String[]::new);
    }

    private static byte[] bomb() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] megabyte = new byte[1_048_576];
            for (int count = 0; count < BOMB_MEGABYTES; count++) {
                gzip.write(megabyte);
            }
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return packed.toByteArray();
    }
}
