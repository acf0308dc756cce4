package io.rollcall.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeprovisioningPolicyTest {
    private static final Instant NOW = Instant.parse("2030-01-31T00:00:00Z");

    @Test
    void countsDaysBack() {
        assertThat(after(30).dueSince(NOW)).contains(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(new DeprovisioningPolicy(Optional.empty(), DeprovisioningPolicy.Rehire.SAME_ID).dueSince(NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3_651})
    void refusesOtherNumbersOfDays(int days) {
        assertThatThrownBy(() -> after(days)).isInstanceOf(Refusal.class).hasMessageContaining("1 to 3650");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3_650})
    void takesTheLeastAndTheMost(int days) {
        assertThat(after(days).eraseAfterDays()).contains(days);
    }

    private static DeprovisioningPolicy after(int days) {
        return new DeprovisioningPolicy(Optional.of(days), DeprovisioningPolicy.Rehire.SAME_ID);
    }
}
