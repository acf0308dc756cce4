package io.rollcall.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A slug is one label of a host name (RFC 1035 section 2.3.1). */
class SlugTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "acme", "acme-2", "0x", "a-----b"})
    void acceptsLabels(String text) {
        assertThat(new Slug(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-acme", "acme-", "Acme", "a_b", "a.b", "käse", "a b"})
    void refusesWhatCannotBeALabel(String text) {
        assertThatThrownBy(() -> new Slug(text)).isInstanceOf(Refusal.class).hasMessageContaining("lower-case letters");
    }

    @Test
    void refusesMoreThan63Characters() {
        assertThat(new Slug("a".repeat(63)).value()).hasSize(63);
        assertThatThrownBy(() -> new Slug("a".repeat(64))).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"www", "admin", "api", "localhost"})
    void refusesReservedNames(String text) {
        assertThatThrownBy(() -> new Slug(text)).isInstanceOf(Refusal.class).hasMessageContaining("reserved");
    }
}
