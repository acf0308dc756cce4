package io.rollcall.reliability.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.reliability.hostile.Attack.Wave;
import io.rollcall.reliability.hostile.Script.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SwarmTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @Test
    void halfClosesAfterTheWholeRequest() throws Exception {
        assertThat(seenOf(Script.of(REQUEST).ending(Ending.HALF_CLOSE)))
                .isEqualTo("GET / HTTP/1.1\r\n\r\n, then closed");
    }

    @Test
    void halfClosesWithoutAnyRequest() throws Exception {
        assertThat(seenOf(Script.of(new byte[0]).ending(Ending.HALF_CLOSE))).isEqualTo(", then closed");
    }

    @Test
    void sendsByteByByte() throws Exception {
        assertThat(seenOf(Script.of(REQUEST).sending(1, 1).ending(Ending.HALF_CLOSE)))
                .isEqualTo("GET / HTTP/1.1\r\n\r\n, then closed");
    }

    @Test
    void resetsAtTheEndOfItsLife() throws Exception {
        assertThat(seenOf(Script.of(REQUEST).ending(Ending.RESET).living(Duration.ofMillis(300))))
                .endsWith(", then reset");
    }

    @Test
    void opensAgainWhatTheServerCloses() throws Exception {
        try (ScriptedServer server = new ScriptedServer(connection -> seen.add("opened"))) {
            Swarm swarm = start(server, Script.of(REQUEST));
            assertThat(next()).isEqualTo("opened");
            assertThat(next()).isEqualTo("opened");
            swarm.stop();
        }
    }

    @Test
    void oneThatNeverReadsIsOpenedAgainToo() throws Exception {
        try (ScriptedServer server = new ScriptedServer(connection -> {
            seen.add("opened");
            ScriptedServer.write(connection, "x".repeat(1_000));
        })) {
            Swarm swarm = start(server, Script.of(REQUEST).neverReading());
            assertThat(next()).isEqualTo("opened");
            assertThat(next()).isEqualTo("opened");
            swarm.stop();
        }
    }

    private String seenOf(Script script) throws Exception {
        try (ScriptedServer server = new ScriptedServer(connection -> seen.add(readAll(connection.getInputStream())))) {
            Swarm swarm = start(server, script);
            String first = next();
            swarm.stop();
            return first;
        }
    }

    private static String readAll(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
            return text + ", then closed";
        } catch (SocketException reset) {
            return text + ", then reset";
        }
    }

    private String next() throws InterruptedException {
        String next = seen.poll(20, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    private static Swarm start(ScriptedServer server, Script script) throws IOException {
        return Swarm.start(server.port(), List.of(Attack.of("test", server.target(), new Wave(script, 1, 100))));
    }
}
