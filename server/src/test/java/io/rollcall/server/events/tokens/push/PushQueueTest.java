package io.rollcall.server.events.tokens.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.events.tokens.PushToken;
import io.rollcall.server.events.tokens.push.PushQueue.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushQueueTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    private static PushToken token(long position, String user) {
        return new PushToken("id" + position, position, user, user, "user.updated", Optional.empty());
    }

    private static PushQueue queue(PushToken... tokens) {
        PushQueue queue = new PushQueue(10, List.of(13L));
        List.of(tokens).forEach(queue::add);
        queue.readTo(20);
        return queue;
    }

    private static long position(Optional<Item> item) {
        return item.orElseThrow().token().position();
    }

    @Test
    void keepsTheTokensOfAUserInTheirOrder() {
        PushQueue queue = queue(token(11, "jane"), token(12, "jane"), token(14, "joe"));

        Item first = queue.next(NOW).orElseThrow();
        assertThat(first.token().position()).isEqualTo(11);
        assertThat(position(queue.next(NOW))).isEqualTo(14);
        assertThat(queue.next(NOW)).isEmpty();
        queue.remove(first);
        assertThat(position(queue.next(NOW))).isEqualTo(12);
    }

    @Test
    void leavesOutTokensThatAreAcknowledged() {
        PushQueue queue = queue(token(11, "jane"), token(13, "joe"));

        queue.remove(queue.next(NOW).orElseThrow());

        assertThat(queue.next(NOW)).isEmpty();
        assertThat(queue.position()).isEqualTo(20);
        assertThat(queue.span()).isZero();
    }

    @Test
    void staysBeforeTheFirstTokenThatWaits() {
        PushQueue queue = queue(token(11, "jane"), token(12, "joe"), token(14, "jim"));
        Item jane = queue.next(NOW).orElseThrow();
        queue.remove(queue.next(NOW).orElseThrow());

        assertThat(queue.position()).isEqualTo(10);
        assertThat(queue.span()).as("two that wait, 12 and 13").isEqualTo(4);
        queue.remove(jane);
        assertThat(queue.position()).isEqualTo(13);
    }

    @Test
    void holdsBackAFailedTokenUntilItIsDueOrOthersSucceed() {
        PushQueue queue = queue(token(11, "jane"));
        Item item = queue.next(NOW).orElseThrow();

        queue.putBack(item, NOW, NOW.plusSeconds(5));

        assertThat(queue.next(NOW.plusSeconds(4))).isEmpty();
        Item again = queue.next(NOW.plusSeconds(5)).orElseThrow();
        assertThat(again.begun()).contains(NOW);
        queue.putBack(again, NOW, NOW.plusSeconds(50));
        queue.hurry();
        assertThat(queue.next(NOW)).isPresent();
    }

    @Test
    void releasesATokenThatWasNotSentBeforeTheOthers() {
        PushQueue queue = queue(token(11, "jane"), token(12, "jane"), token(14, "joe"));

        queue.release(queue.next(NOW).orElseThrow());

        assertThat(position(queue.next(NOW))).isEqualTo(11);
        assertThat(position(queue.next(NOW))).isEqualTo(14);
        assertThat(queue.position()).isEqualTo(10);
    }

    @Test
    void addsAVerificationOnceUntilItIsRecorded() {
        PushToken verification = new PushToken("v", 0, "", "", "", Optional.empty());
        PushQueue queue = queue(verification, verification);

        queue.remove(queue.next(NOW).orElseThrow());
        queue.add(verification);
        assertThat(queue.next(NOW)).isEmpty();
        queue.forgetVerifications(List.of("v"));
        queue.add(verification);
        assertThat(queue.next(NOW)).isPresent();
        assertThat(queue.position()).isEqualTo(20);
    }
}
