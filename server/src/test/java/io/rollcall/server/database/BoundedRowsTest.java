package io.rollcall.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.WorkingMemory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.executor.result.DefaultResultContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedRowsTest {
    private static final int LENGTH = 10_000;
    private static final int COPIES = 6;
    private static final int MEMORY = 1_000_000;

    private final WorkingMemory memory = new WorkingMemory(MEMORY);
    private final AtomicInteger cancelled = new AtomicInteger();
    private final DefaultResultContext<String> row = new DefaultResultContext<>();

    @BeforeEach
    void begin() {
        memory.begin();
    }

    @AfterEach
    void end() {
        memory.end();
        assertThat(memory.reserved()).isZero();
    }

    @Test
    void endAtTheirLength() {
        BoundedRows<String, String> rows = rows(3 * LENGTH);
        take(rows, 5);
        assertThat(rows.slice().items()).hasSize(3);
        assertThat(rows.slice().cut()).isTrue();
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void areOneAtTheLeastHoweverLong() {
        BoundedRows<String, String> rows = rows(LENGTH / 2);
        take(rows, 2);
        assertThat(rows.slice().items()).hasSize(1);
        assertThat(rows.slice().cut()).isTrue();
    }

    @Test
    void reserveMemoryForSeveralShortOnesTogether() {
        BoundedRows<String, String> rows = rows(Long.MAX_VALUE);
        take(rows, 3);
        assertThat(memory.reserved()).isZero();
        take(rows, 1);
        assertThat(memory.reserved()).isEqualTo(4L * LENGTH * COPIES);
        assertThat(rows.slice().cut()).isFalse();
    }

    @Test
    void areRefusedWhileOthersHoldTheMemory() {
        CompletableFuture<Void> held = new CompletableFuture<>();
        CompletableFuture<Void> free = new CompletableFuture<>();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            memory.begin();
            memory.reserveText(MEMORY / COPIES);
            held.complete(null);
            free.join();
            memory.end();
        });
        held.join();
        BoundedRows<String, String> rows = rows(Long.MAX_VALUE);
        take(rows, 5);
        assertThatThrownBy(rows::slice).isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.reason())
                .isEqualTo(Refusal.Reason.BUSY));
        assertThat(cancelled).hasValue(1);
        free.complete(null);
        other.join();
    }

    private BoundedRows<String, String> rows(long maxLength) {
        return new BoundedRows<>(maxLength, memory, cancelled::incrementAndGet, text -> text, String::length);
    }

    private void take(BoundedRows<String, String> rows, int number) {
        for (int taken = 0; taken < number && !row.isStopped(); taken++) {
            row.nextResultObject("x".repeat(LENGTH));
            rows.handleResult(row);
        }
    }
}
