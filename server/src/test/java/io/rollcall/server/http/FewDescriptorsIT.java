package io.rollcall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.FreePort;
import io.rollcall.server.testing.RawConnection;
import io.rollcall.server.testing.RollcallProgram;
import io.rollcall.server.testing.ServingProgram;
import io.rollcall.server.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A process that may open few files more serves new clients all the same, and does not spin meanwhile. */
class FewDescriptorsIT {
    private static final int FREE = 100;
    private static final String REQUEST = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final String KEPT = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String PIPELINED = "GET /api/admin/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String LARGE = PIPELINED.replace("localhost", "localhost\r\nConnection: close");
    private static final String WRONG =
            "GET /API/enterprise/scim/Users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer rollcall_wrong\r\n\r\n";
    private static final int SMALL_BUFFER = 4_096;

    private final List<RawConnection> others = new ArrayList<>();

    @AfterEach
    void close() {
        others.forEach(RawConnection::close);
    }

    @Test
    void closesIdleConnectionsBeforeDescriptorsRunOut() throws IOException, InterruptedException {
        int port = FreePort.next();
        try (ServingProgram server = program(port).serve()) {
            assertThat(RawConnection.exchange(port, REQUEST).status()).isEqualTo(404);
            limitTo(server.handle(), open(server.handle()) + FREE);
            for (int number = 0; number < 3 * FREE; number++) {
                others.add(new RawConnection(port));
            }
            assertNewClientsAreAnswered(port);
            Duration before = cpu(server.handle());
            Eventually.pause(Duration.ofSeconds(2));
            assertThat(cpu(server.handle()).minus(before)).isLessThan(Duration.ofSeconds(1));
            server.stop();
            assertThat(server.errors().lines().filter(line -> line.contains("File descriptors run out")))
                    .hasSize(1);
        }
    }

    @Test
    void closesConnectionsThatReadSlowlyBeforeTheFewOfAnotherAddress() throws IOException, InterruptedException {
        int port = FreePort.next();
        try (ServingProgram server = program(port).serve()) {
            assertThat(RawConnection.exchange(port, LARGE).status()).isEqualTo(200);
            RawConnection kept = new RawConnection(port);
            others.add(kept);
            assertThat(kept.send(KEPT).answer().status()).isEqualTo(404);
            limitTo(server.handle(), open(server.handle()) + FREE);
            for (int number = 0; number < 3 * FREE; number++) {
                RawConnection slow = new RawConnection(port, SMALL_BUFFER, "127.0.0." + (2 + number % 3));
                others.add(slow.send(PIPELINED.repeat(10)));
                if (number % FREE == FREE - 1) {
                    assertThat(kept.send(KEPT).answer().status()).isEqualTo(404);
                }
            }
            assertNewClientsAreAnswered(port);
            assertThat(kept.send(KEPT).answer().status()).isEqualTo(404);
        }
    }

    @Test
    void keepsNoDescriptorsForRefusalsThatItDelays() throws IOException, InterruptedException {
        int port = FreePort.next();
        RollcallProgram program = program(port)
                .with("ROLLCALL_HTTP_REFUSAL_PAUSE_MILLIS", "10000")
                .with("ROLLCALL_LIMITS_ADDRESS_FAILURES_PER_MINUTE", "1");
        try (ServingProgram server = program.serve()) {
            assertThat(RawConnection.exchange(port, REQUEST).status()).isEqualTo(404);
            limitTo(server.handle(), open(server.handle()) + FREE);
            for (int number = 0; number < 2 * FREE; number++) {
                others.add(new RawConnection(port, SMALL_BUFFER, "127.0.0." + (2 + number % 3)).send(WRONG));
            }
            assertNewClientsAreAnswered(port);
        }
    }

    private static void assertNewClientsAreAnswered(int port) {
        for (int request = 0; request < 5; request++) {
            long start = System.nanoTime();
            assertThat(RawConnection.exchange(port, REQUEST).status()).isEqualTo(404);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static RollcallProgram program(int port) {
        DatabaseConfig database = TestDatabase.shared();
        return RollcallProgram.on(Path.of("target", "few-descriptors"), port)
                .with("ROLLCALL_DATABASE_URL", database.url().orElseThrow())
                .with("ROLLCALL_DATABASE_USER", database.user())
                .with("ROLLCALL_DATABASE_PASSWORD", database.password());
    }

    private static void limitTo(ProcessHandle process, long files) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--nofile=" + files)
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exit).isZero();
    }

    private static long open(ProcessHandle process) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return files.count();
        }
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
