package io.rollcall.server.events.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.kernel.OrganizationId;
import org.junit.jupiter.api.Test;

/** Failed deliveries fill a part of the heap at most, and nobody's webhooks stand still because of others. */
class PendingRoomTest {
    private static final OrganizationId OWNER = new OrganizationId(1);
    private static final OrganizationId OTHER = new OrganizationId(2);

    /** Has room for 4,000 deliveries. */
    private final PendingRoom room = new PendingRoom(4_000 * 16 * 1_024);

    @Test
    void givesAnOwnerAQuarter() {
        room.count(OWNER, 600);
        assertThat(room.permits(OWNER, 600)).isTrue();
        room.count(OWNER, 400);
        assertThat(room.permits(OWNER, 600)).isFalse();
        assertThat(room.permits(OTHER, 600)).isTrue();
    }

    @Test
    void isForgottenWithEachCount() {
        room.count(OWNER, 1_000);
        room.clear();
        room.count(OWNER, 900);
        assertThat(room.permits(OWNER, 900)).isTrue();
    }

    @Test
    void leavesAFewToEachWhenItIsFull() {
        for (int owner = 1; owner <= 5; owner++) {
            room.count(new OrganizationId(owner), 900);
        }
        assertThat(room.permits(new OrganizationId(6), 100)).isFalse();
        assertThat(room.permits(new OrganizationId(6), 99)).isTrue();
        assertThat(room.permits(OWNER, 99)).isTrue();
    }
}
