package io.rollcall.reliability.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FloodsTest {
    private final Target target = new Target(8_080, "127.0.0.2", Optional.of("203.0.113.1"), "rollcall_test");

    @Test
    void headersHaveTheirSizeWithTheLineEnds() {
        int without = target.get("/").length;
        assertThat(target.get("/", Floods.headers(100, 12))).hasSize(without + 1_200);
        assertThat(target.get("/", Floods.headers(10, 1_588))).hasSize(without + 15_880);
    }

    @Test
    void requestsSayFromWhereTheProxyWasCalled() {
        assertThat(new String(target.get("/"), UTF_8)).contains("\r\nX-Forwarded-For: 203.0.113.1\r\n");
    }

    @Test
    void anotherHostReplacesTheUsualOne() {
        assertThat(new String(target.get("/", "Host: nobody.example.com"), UTF_8))
                .containsOnlyOnce("Host:")
                .contains("Host: nobody.example.com\r\n");
    }

    @Test
    void aBodyIsAnnouncedWithItsLength() {
        assertThat(new String(target.send("POST", "/", new byte[] {'h', 'i'}), UTF_8))
                .endsWith("Content-Length: 2\r\n\r\nhi");
    }

    @Test
    void aPipelineRepeatsTheRequest() {
        assertThat(Target.pipelined(3, Target.bytes("ab"))).asString().isEqualTo("ababab");
    }
}
