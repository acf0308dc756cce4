package io.rollcall.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void hasAllElementsInTheirOrder() {
        assertThat(Parts.of(List.of(1, 2, 3, 4, 5), 2)).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
        assertThat(Parts.of(List.of(1, 2), 2)).containsExactly(List.of(1, 2));
        assertThat(Parts.of(List.of(), 2)).isEmpty();
    }

    @Test
    void idsAreOrderedLikeTheirTexts() {
        UUID low = UUID.fromString("01900000-0000-7000-8000-000000000000");
        UUID middle = UUID.fromString("01900000-0000-7000-8000-000000000001");
        UUID high = UUID.fromString("ff900000-0000-7000-0000-000000000000");

        assertThat(List.of(high, middle, low).stream().sorted(TimeOrderedId.ORDER))
                .containsExactly(low, middle, high);
    }
}
