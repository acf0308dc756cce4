package io.rollcall.server.kernel;

import java.time.LocalDateTime;

/**
 * Formatter of SCIM's dateTime (RFC 7643 section 2.3.5), in UTC with milliseconds. The JDK's formatter takes ten times as long,
 * and a page has two times per user.
 */
public final class DateTimeText {
    private static final int CENTURY = 100;
    private static final int TEN = 10;
    private static final int NANOS_A_MILLI = 1_000_000;

    private DateTimeText() {}

    /** @param time in UTC, in the years from 0 to 9999 */
    public static void append(StringBuilder text, LocalDateTime time) {
        two(text, time.getYear() / CENTURY);
        two(text, time.getYear() % CENTURY);
        two(text.append('-'), time.getMonthValue());
        two(text.append('-'), time.getDayOfMonth());
        two(text.append('T'), time.getHour());
        two(text.append(':'), time.getMinute());
        two(text.append(':'), time.getSecond());
        int millis = time.getNano() / NANOS_A_MILLI;
        two(text.append('.'), millis / TEN);
        text.append((char) ('0' + millis % TEN)).append('Z');
    }

    public static String of(LocalDateTime time) {
        StringBuilder text = new StringBuilder("2006-01-02T15:04:05.000Z".length());
        append(text, time);
        return text.toString();
    }

    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / TEN)).append((char) ('0' + number % TEN));
    }
}
