package io.rollcall.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeTextTest {
    private static final DateTimeFormatter FORMATTER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-02T03:04:05.006Z", "1999-12-31T23:59:59.999Z", "2024-02-29T00:00:00.000Z"})
    void writesMillisecondsInUtcAsRfc7643Section235Has(String text) {
        assertThat(DateTimeText.of(utc(Instant.parse(text)))).isEqualTo(text);
    }

    @Property
    void writesWhatTheFormatterWould(
            @ForAll @LongRange(min = -62_167_219_200_000L, max = 253_402_300_799_999L) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        assertThat(DateTimeText.of(utc(instant))).isEqualTo(FORMATTER.format(instant));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
