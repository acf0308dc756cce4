package io.rollcall.server.telemetry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import io.rollcall.server.config.Settings;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** Format of log lines: text for people, or one JSON object per line for log collectors. */
public enum LogFormat {
    TEXT,
    JSON;

    /** Name of the appender in {@code logback.xml}. */
    private static final String APPENDER = "console";

    public static LogFormat read(Settings settings) {
        return settings.choice("logging.format", Set.of("text", "json")).equals("json") ? JSON : TEXT;
    }

    /** Applies the format to this process, which starts with that of {@code logback.xml}. */
    public void apply() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> appender = root.getAppender(APPENDER);
        if (this == JSON && appender instanceof OutputStreamAppender<ILoggingEvent> output) {
            JsonLines encoder = new JsonLines();
            encoder.setContext(root.getLoggerContext());
            encoder.start();
            output.setEncoder(encoder);
        }
    }
}
