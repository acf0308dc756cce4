package io.rollcall.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** A log line for people has the time, level, request, logger and message. */
class LogbackXmlTest {
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.007Z");

    private final LoggerContext context = configured();

    private static LoggerContext configured() {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(LogFormat.class.getResource("/logback.xml"));
        } catch (JoranException malformed) {
            throw new AssertionError(malformed);
        }
        return context;
    }

    @Test
    void logsRollcallFromInfoAndLibrariesFromWarnToStandardError() {
        assertThat(context.getLogger("io.rollcall.server.scim").getEffectiveLevel())
                .isEqualTo(Level.INFO);
        assertThat(context.getLogger("org.example").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger("com.zaxxer.hikari.pool.PoolBase").getEffectiveLevel())
                .isEqualTo(Level.ERROR);
        assertThat(appender().getTarget()).isEqualTo("System.err");
        assertThat(appender().isStarted()).isTrue();
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .allSatisfy(status -> assertThat(status.getEffectiveLevel()).isZero());
    }

    @Test
    void writesAMessageAsOneLine() {
        String time = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
                .withZone(ZoneId.systemDefault())
                .format(NOON);

        assertThat(line(event(Level.WARN, null, Map.of("request", "0123456789abcdef"))))
                .isEqualTo(time + " WARN  [0123456789abcdef] i.r.s.scim.ErrorTable - Request 42 failed"
                        + System.lineSeparator());
    }

    @Test
    void writesADashIfThereIsNoRequest() {
        assertThat(line(event(Level.ERROR, null, Map.of()))).contains(" ERROR [-] ");
    }

    @Test
    void writesTheCauseWithItsTrace() {
        Exception cause = new IllegalStateException("outer", new IllegalArgumentException("inner"));

        assertThat(line(event(Level.ERROR, cause, Map.of())))
                .contains("java.lang.IllegalStateException: outer")
                .contains("Caused by: java.lang.IllegalArgumentException: inner")
                .contains("\tat " + getClass().getName());
    }

    private ConsoleAppender<ILoggingEvent> appender() {
        return (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
    }

    private String line(LoggingEvent event) {
        return new String(appender().getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private LoggingEvent event(Level level, Exception cause, Map<String, String> context) {
        LoggingEvent event = new LoggingEvent(
                "",
                this.context.getLogger("io.rollcall.server.scim.ErrorTable"),
                level,
                "Request {} failed",
                cause,
                new Object[] {"42"});
        event.setMDCPropertyMap(context);
        event.setTimeStamp(NOON.toEpochMilli());
        return event;
    }
}
