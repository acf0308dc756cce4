package io.rollcall.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.telemetry.Refusals;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expensive work of one organization leaves room for others, and that of all leaves room for everything else. */
class ConcurrencyLimitTest {
    private static final OrganizationId ONE = new OrganizationId(1);
    private static final OrganizationId OTHER = new OrganizationId(2);
    private static final OrganizationId THIRD = new OrganizationId(3);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConcurrencyLimit limit = ConcurrencyLimit.ofSlowSearches(
            new ConcurrencyShares(3, 2), new Refusals(meters, "test", ConcurrencyLimit.REASONS));

    @Test
    void refusesMoreThanAnOrganizationsShareAndNoOther() {
        limit.run(
                ONE,
                () -> limit.run(ONE, () -> {
                    Refusal refused = refused(ONE);
                    assertThat(refused.reason()).isEqualTo(Refusal.Reason.TOO_MANY);
                    assertThat(refused)
                            .hasMessageContaining("the maximum number of slow searches (2)")
                            .hasMessageContaining("'eq' for userName");
                    assertThat(refused.retryAfterSeconds()).isEqualTo(1);
                    return limit.run(OTHER, () -> "done");
                }));
        assertThat(meters.get("rollcall.refusals")
                        .tag("reason", "slow_searches")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void refusesMoreThanAllMayRunTogether() {
        limit.run(
                ONE,
                () -> limit.run(
                        ONE,
                        () -> limit.run(OTHER, () -> {
                            assertThat(refused(THIRD).reason()).isEqualTo(Refusal.Reason.BUSY);
                            assertThat(refused(OTHER).reason()).isEqualTo(Refusal.Reason.BUSY);
                            return "done";
                        })));
    }

    @Test
    void admitsAgainAfterWorkHasEndedOrFailed() {
        for (int time = 0; time < 5; time++) {
            assertThatThrownBy(() -> limit.run(ONE, () -> {
                        throw new IllegalStateException("as told");
                    }))
                    .hasMessage("as told");
            assertThat(limit.run(ONE, () -> "done")).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @CsvSource({"16,4,2,4,2", "64,16,8,16,2", "4,1,1,1,2", "1,1,1,1,2"})
    void takesAQuarterOfTheWorkersByDefault(int workers, int searches, int own, int bulk, int ownBulk) {
        Settings settings = Settings.load(Map.of(), Map.of());
        assertThat(ConcurrencyShares.ofSlowSearches(settings, workers)).isEqualTo(new ConcurrencyShares(searches, own));
        assertThat(ConcurrencyShares.ofBulkRequests(settings, workers)).isEqualTo(new ConcurrencyShares(bulk, ownBulk));
    }

    private Refusal refused(OrganizationId organization) {
        return catchThrowableOfType(Refusal.class, () -> limit.run(organization, () -> "done"));
    }
}
