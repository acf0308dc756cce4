package io.rollcall.server.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.Together;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Changes of one user that meet run one after the other, and hold few workers if they take long. */
class UserTurnsTest {
    private static final OrganizationId ONE = new OrganizationId(1);

    private final UserId jane = UserId.next(Clock.systemUTC());
    private final UserId john = UserId.next(Clock.systemUTC());

    @Test
    void runsOneChangeOfAUserAtATime() {
        UserTurns turns = new UserTurns(Duration.ofMinutes(1));
        AtomicInteger running = new AtomicInteger();
        List<Integer> seen = new ArrayList<>();
        Together.run(
                16,
                number -> turns.run(ONE, jane, turn -> {
                    seen.add(running.incrementAndGet());
                    return running.decrementAndGet();
                }));
        assertThat(seen).hasSize(16).containsOnly(1);
        assertThat(turns.count(ONE, jane)).isZero();
    }

    @Test
    void runsChangesOfDifferentUsersTogether() {
        UserTurns turns = new UserTurns(Duration.ofMinutes(1));
        OrganizationId other = new OrganizationId(2);
        turns.run(
                ONE,
                jane,
                first -> turns.run(
                        ONE,
                        john,
                        second -> turns.run(other, jane, third -> {
                            assertThat(turns.count(ONE, jane)).isEqualTo(1);
                            assertThat(turns.count(ONE, john)).isEqualTo(1);
                            return third;
                        })));
    }

    @Test
    void refusesAChangeThatWaitedTooLong() {
        UserTurns turns = new UserTurns(Duration.ofMillis(1));
        turns.run(ONE, jane, turn -> {
            assertThat(refused(turns).reason()).isEqualTo(Refusal.Reason.TOO_MANY);
            return turn;
        });
        assertThat(turns.<String>run(ONE, jane, turn -> "done")).isEqualTo("done");
    }

    @Test
    void refusesAtOnceWhatWouldWaitBehindSeveralExpensiveChanges() {
        UserTurns turns = new UserTurns(Duration.ofMinutes(10));
        ExecutorService pool = Executors.newCachedThreadPool();
        turns.run(ONE, jane, turn -> {
                    turn.expensive();
                    List<CompletableFuture<String>> waiting = IntStream.range(1, UserTurns.MAX_OF_EXPENSIVE)
                            .mapToObj(number -> CompletableFuture.supplyAsync(
                                    () -> turns.<String>run(ONE, jane, other -> "done"), pool))
                            .toList();
                    Eventually.get(() -> turns.count(ONE, jane), count -> count == UserTurns.MAX_OF_EXPENSIVE);
                    assertThat(refused(turns).reason()).isEqualTo(Refusal.Reason.TOO_MANY);
                    return waiting;
                })
                .forEach(waiting -> assertThat(waiting.join()).isEqualTo("done"));
        pool.shutdownNow();
        assertThat(turns.count(ONE, jane)).isZero();
    }

    private Refusal refused(UserTurns turns) {
        return catchThrowableOfType(Refusal.class, () -> turns.run(ONE, jane, turn -> turn));
    }
}
