package io.rollcall.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** A line of the log is one JSON object that names its request. */
class LogFormatTest {
    private static final LoggerContext CONTEXT = new LoggerContext();

    @Test
    void isTextUnlessJsonIsAskedFor() {
        assertThat(LogFormat.read(Settings.load(Map.of(), Map.of()))).isEqualTo(LogFormat.TEXT);
        assertThat(LogFormat.read(Settings.load(Map.of("ROLLCALL_LOGGING_FORMAT", "json"), Map.of())))
                .isEqualTo(LogFormat.JSON);
    }

    @Test
    void writesOneObjectALineUnderTheNamesOfLogPipelines() throws IOException {
        LoggingEvent event = event("Request {} failed\nagain", new IllegalStateException("for a reason"), "42");
        event.setTimeStamp(1_767_225_600_007L);
        event.setThreadName("http-1");
        event.setMDCPropertyMap(Map.of("request", "0123456789abcdef", "level", "forged"));
        event.addKeyValuePair(new KeyValuePair("attempt", 3));

        String line = encoded(event);

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        JsonNode json = new JsonMapper().readTree(line);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "timestamp", "level", "logger", "thread", "message", "request", "attempt", "stack_trace");
        assertThat(json.path("timestamp").asText()).isEqualTo("2026-01-01T00:00:00.007Z");
        assertThat(json.path("level").asText()).isEqualTo("ERROR");
        assertThat(json.path("logger").asText()).isEqualTo("io.rollcall.server.scim.ErrorTable");
        assertThat(json.path("thread").asText()).isEqualTo("http-1");
        assertThat(json.path("message").asText()).isEqualTo("Request 42 failed\nagain");
        assertThat(json.path("request").asText()).isEqualTo("0123456789abcdef");
        assertThat(json.path("stack_trace").asText())
                .startsWith("java.lang.IllegalStateException: for a reason")
                .contains("\tat " + getClass().getName());
    }

    @Test
    void writesTextsThatAreNoUnicode() throws IOException {
        LoggingEvent event = event("half \uD83D a pair, a NUL \0 and \u2028", null);
        event.setMDCPropertyMap(Map.of());

        String line = encoded(event);

        assertThat(new JsonMapper().readTree(line).path("message").asText()).startsWith("half ? a pair");
        assertThat(line).endsWith("}\n").containsOnlyOnce("\n").doesNotContain("\0");
    }

    private static LoggingEvent event(String message, Throwable cause, Object... arguments) {
        return new LoggingEvent(
                "", CONTEXT.getLogger("io.rollcall.server.scim.ErrorTable"), Level.ERROR, message, cause, arguments);
    }

    private static String encoded(LoggingEvent event) {
        JsonLines encoder = new JsonLines();
        encoder.setContext(CONTEXT);
        encoder.start();
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
