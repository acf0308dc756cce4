package io.rollcall.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCursorTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 255, 1L << 40, Long.MAX_VALUE})
    void isReadAsItWasWritten(long position) {
        assertThat(EventCursor.parse(new EventCursor(position).toString()).position())
                .isEqualTo(position);
    }

    @Test
    void isRefusedIfAnyCharacterDiffers() {
        String cursor = new EventCursor(4711).toString();
        for (int place = 0; place < cursor.length(); place++) {
            char other = cursor.charAt(place) == 'B' ? 'C' : 'B';
            String changed = cursor.substring(0, place) + other + cursor.substring(place + 1);
            assertThatThrownBy(() -> EventCursor.parse(changed)).as(changed).isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1", "!", "AAAAAAAAAAAAAAAAAA", "now", "\u00e9"})
    void isRefusedIfItIsNone(String text) {
        assertThatThrownBy(() -> EventCursor.parse(text)).isInstanceOf(Refusal.class);
    }
}
