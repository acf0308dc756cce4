package io.rollcall.server.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.SecretText;
import org.junit.jupiter.api.Test;

class FormTokenTest {
    private static final SecretText SESSION = SecretText.presented("a-session");

    @Test
    void isTheSameForAllFormsOfASession() {
        assertThat(FormToken.of(SESSION).matches(FormToken.of(SESSION).text())).isTrue();
    }

    @Test
    void isAnotherForAnotherSession() {
        String other = FormToken.of(SecretText.presented("another")).text();
        assertThat(FormToken.of(SESSION).matches(other)).isFalse();
        assertThat(FormToken.of(SESSION).matches("")).isFalse();
    }

    @Test
    void tellsNothingOfTheSession() {
        assertThat(FormToken.of(SESSION).text()).doesNotContain("session").hasSize(43);
    }
}
