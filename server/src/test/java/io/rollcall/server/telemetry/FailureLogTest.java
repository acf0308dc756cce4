package io.rollcall.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.testing.LogCapture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {
    @Test
    void logsTheFirstFailuresOfAMinuteOnly() {
        try (LogCapture log = new LogCapture()) {
            FailureLog failures = new FailureLog(LoggerFactory.getLogger(FailureLogTest.class));
            IntStream.range(0, 1_000)
                    .forEach(number -> failures.failed("id" + number, new IllegalStateException("unforeseen")));
            assertThat(log.texts()).hasSize(20).allSatisfy(text -> assertThat(text)
                    .contains("Request id"));
        }
    }
}
