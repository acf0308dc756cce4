package io.rollcall.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
    @Test
    void takesWhatPeopleWriteWithoutTheSpaceAround() {
        assertThat(DisplayName.checked("A token", " Okta – Zürich 😀 ")).isEqualTo("Okta – Zürich 😀");
        assertThat(DisplayName.checked("A token", "😀".repeat(255))).hasSize(510);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "tab\there", "\u001b[31mred"})
    void refusesWhatIsNoLine(String name) {
        assertThatThrownBy(() -> DisplayName.checked("A token", name))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("A token's name has 1 to 255");
    }

    @Test
    void refusesMoreThan255Characters() {
        assertThatThrownBy(() -> DisplayName.checked("A token", "a".repeat(256)))
                .isInstanceOf(Refusal.class);
    }
}
