package io.rollcall.server.console.webhooks;

import io.rollcall.server.console.page.FormData;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.kernel.Refusal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Input of the form to send events again.
 *
 * @param from {@link #TIME}, {@link #CURSOR} or {@link #SKIP}
 * @param at time in UTC, as the field has it
 * @param after position after which to begin
 */
record ReplayForm(String from, String at, String after) {
    static final String TIME = "time";
    static final String CURSOR = "cursor";
    static final String SKIP = "skip";

    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    /** Returns the submitted or restored input; an hour ago if there is none. */
    static ReplayForm of(FormData form, Instant now) {
        String usual = FIELD.format(LocalDateTime.ofInstant(
                now.minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES), ZoneOffset.UTC));
        return new ReplayForm(
                form.filled("from").orElse(TIME),
                form.has("at") ? form.text("at") : usual,
                form.text("after").strip());
    }

    /** Returns the entered time, or throws INVALID. */
    Instant time() {
        try {
            LocalDateTime time = LocalDateTime.parse(at);
            if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                return time.toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeParseException malformed) {
            // refused below
        }
        throw Refusal.invalid("Enter a date and time, such as 2026-01-31T08:00:00.")
                .about("at");
    }

    /** Returns the entered position, or throws INVALID. */
    long position() {
        try {
            return EventCursor.parse(after).position();
        } catch (Refusal malformed) {
            throw Refusal.invalid("This is no position. Copy one from a page here, or from 'next' or 'position' of the"
                            + " admin API.")
                    .about("after");
        }
    }
}
