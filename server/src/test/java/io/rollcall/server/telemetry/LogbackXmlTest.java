package io.rollcall.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A line of the log for people says when, how grave, in which request, who and what. */
class TextLinesTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.007Z");

    private final TextLines lines = new TextLines(ZoneOffset.ofHours(2));

    @Test
    void sayWhatHappenedInOneLine() {
        LoggingEvent event = event(Level.WARN, null, Map.of("request", "0123456789abcdef"));

        assertThat(lines.doLayout(event))
                .isEqualTo(
                        "2026-11-26T14:00:00.007+02:00 WARN  [0123456789abcdef] i.r.s.scim.ErrorTable - Request 42 failed"
                                + System.lineSeparator());
    }

    @Test
    void haveADashWhereThereIsNoRequest() {
        assertThat(lines.doLayout(event(Level.ERROR, null, Map.of()))).contains(" ERROR [-] ");
    }

    @Test
    void areFollowedByTheCauseWithItsTrace() {
        Exception cause = new IllegalStateException("outer", new IllegalArgumentException("inner"));

        assertThat(lines.doLayout(event(Level.ERROR, cause, Map.of())))
                .contains("java.lang.IllegalStateException: outer")
                .contains("Caused by: java.lang.IllegalArgumentException: inner")
                .contains("\tat " + getClass().getName());
    }

    private static LoggingEvent event(Level level, Exception cause, Map<String, String> context) {
        LoggingEvent event = new LoggingEvent(
                "",
                new LoggerContext().getLogger("io.rollcall.server.scim.ErrorTable"),
                level,
                "Request {} failed",
                cause,
                new Object[] {"42"});
        event.setMDCPropertyMap(context);
        event.setTimeStamp(NOON.toEpochMilli());
        return event;
    }
}
