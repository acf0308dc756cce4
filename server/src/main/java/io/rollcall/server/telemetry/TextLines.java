package io.rollcall.server.telemetry;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line of the log for people: when, how grave, in which request ({@code -} where in none), who says it, and what; a cause
 * follows with its trace.
 */
final class TextLines extends LayoutBase<ILoggingEvent> {
    private static final int LOGGER_LENGTH = 24;
    private static final int LEVEL_LENGTH = 5;

    private final DateTimeFormatter time;
    private final TargetLengthBasedClassNameAbbreviator names =
            new TargetLengthBasedClassNameAbbreviator(LOGGER_LENGTH);

    TextLines() {
        this(ZoneId.systemDefault());
    }

    TextLines(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
                .withZone(zone);
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        String level = event.getLevel().toString();
        StringBuilder line = new StringBuilder();
        time.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        line.append(' ').append(level).append(" ".repeat(LEVEL_LENGTH - level.length()));
        line.append(" [")
                .append(event.getMDCPropertyMap().getOrDefault("request", "-"))
                .append("] ");
        line.append(names.abbreviate(event.getLoggerName())).append(" - ");
        line.append(event.getFormattedMessage()).append(System.lineSeparator());
        IThrowableProxy cause = event.getThrowableProxy();
        return cause == null
                ? line.toString()
                : line.append(ThrowableProxyUtil.asString(cause)).toString();
    }
}
