package io.rollcall.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UserIdTest {
    private static final int MANY = 60_000;

    private static UserId id(long high, long low) {
        return new UserId(new UUID(high, low));
    }

    @Test
    void isOrderedLikeItsText() {
        assertThat(id(1, -1)).isGreaterThan(id(1, 1)).isLessThan(id(-1, 0));
        assertThat(id(1, -1).toString())
                .isGreaterThan(id(1, 1).toString())
                .isLessThan(id(-1, 0).toString());
    }

    /** Clients choose the ids of a request. Without an order, each is compared with all others of its hash code. */
    @Test
    @Timeout(10)
    void isFoundSoonAmongManyOfOneHashCode() {
        Set<UserId> ids = new HashSet<>();
        for (int number = 0; number < MANY; number++) {
            ids.add(id(number, number));
        }
        assertThat(ids).hasSize(MANY).extracting(UserId::hashCode).containsOnly(0);
        assertThat(ids.contains(id(MANY, MANY))).isFalse();
    }
}
