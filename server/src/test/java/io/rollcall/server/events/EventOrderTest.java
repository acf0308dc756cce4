package io.rollcall.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.events.SequencerMapper.Waiting;
import io.rollcall.server.kernel.OrganizationId;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventOrderTest {
    private static Waiting event(String id, String subject, int version) {
        return new Waiting(id, new OrganizationId(1), subject, version, false);
    }

    private static List<String> order(Waiting... events) {
        return EventOrder.sorted(List.of(events)).stream().map(Waiting::id).toList();
    }

    @Test
    void isThatOfTheIds() {
        assertThat(order(event("3", "b", 1), event("1", "a", 1), event("2", "a", 2)))
                .containsExactly("1", "2", "3");
    }

    @Test
    void isThatOfTheVersionsForOneUserThoughClocksDiffer() {
        assertThat(order(event("1", "a", 3), event("2", "b", 1), event("3", "a", 2), event("4", "a", 1)))
                .containsExactly("4", "2", "3", "1");
    }

    @Test
    void keepsUsersOfTwoOrganizationsApart() {
        Waiting other = new Waiting("1", new OrganizationId(2), "a", 9, false);
        assertThat(order(other, event("2", "a", 1))).containsExactly("1", "2");
    }

    @Test
    void dropsDuplicates() {
        Waiting twice = event("1", "a", 1);
        assertThat(order(twice, twice)).containsExactly("1");
    }
}
