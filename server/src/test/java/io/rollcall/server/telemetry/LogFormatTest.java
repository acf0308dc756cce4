package io.rollcall.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A line of the log is one JSON object that names its request. */
class LogFormatTest {
    @Test
    void isTextUnlessJsonIsAskedFor() {
        assertThat(LogFormat.read(Settings.load(Map.of(), Map.of()))).isEqualTo(LogFormat.TEXT);
        assertThat(LogFormat.read(Settings.load(Map.of("ROLLCALL_LOGGING_FORMAT", "json"), Map.of())))
                .isEqualTo(LogFormat.JSON);
    }

    @Test
    void writesOneObjectALine() throws IOException {
        LoggerContext context = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                "",
                context.getLogger("io.rollcall.server.scim.Failures"),
                Level.ERROR,
                "Request {} failed\nagain",
                new IllegalStateException("for a reason"),
                new Object[] {"42"});
        event.setMDCPropertyMap(Map.of("request", "0123456789abcdef"));
        JsonEncoder encoder = LogFormat.encoder();
        encoder.setContext(context);
        encoder.start();
        String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
        assertThat(line).endsWith("\n").containsOnlyOnce("\n");
        JsonNode json = new JsonMapper().readTree(line);
        assertThat(json.path("level").asText()).isEqualTo("ERROR");
        assertThat(json.path("formattedMessage").asText()).isEqualTo("Request 42 failed\nagain");
        assertThat(json.at("/mdc/request").asText()).isEqualTo("0123456789abcdef");
        assertThat(json.at("/throwable/message").asText()).isEqualTo("for a reason");
        assertThat(json.path("timestamp").isIntegralNumber()).isTrue();
    }
}
