package io.rollcall.server.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.http.tls.RecordBudget.SmallRecords;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecordBudgetTest {
    private static final int MAX = 32;
    private static final int PER_SECOND = 250;
    private static final int BURST = 500;
    private static final int KEY_UPDATE = 27;

    private final AtomicInteger groups = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final RecordBudget budget = budget(1_000);

    @Test
    void refusesALongHandshakeBeforeItsRecordIsRead() {
        RecordBudget budget = new RecordBudget(100, new RecordBudget.SmallRecords(0, 0, () -> true), () -> 0L);
        budget.count(RecordBudget.MAX_HANDSHAKE_BYTES / 2, 0);
        assertThat(budget.hasRoom(RecordBudget.MAX_HANDSHAKE_BYTES / 2)).isTrue();
        assertThat(budget.hasRoom(RecordBudget.MAX_HANDSHAKE_BYTES / 2 + 1)).isFalse();
        budget.handshakeDone();
        assertThat(budget.hasRoom(16_384)).isTrue();
    }

    @Test
    void endsAHandshakeOfTooManyRecords() {
        assertThat(recordsUntilRefused(6, 0)).isEqualTo(MAX);
    }

    @Test
    void countsALongClientHelloAsOneRecord() {
        assertThat(recordsUntilRefused(300, 0)).isEqualTo(MAX);
    }

    @Test
    void startsAnewAfterTheFirstHandshakeOnly() {
        count(MAX - 1, 200, 0);
        budget.handshakeDone();
        count(MAX - 1, KEY_UPDATE, 0);
        budget.handshakeDone();
        assertThat(recordsUntilRefused(KEY_UPDATE, 0)).isOne();
    }

    @Test
    void refusesMoreKeyUpdatesThanItsLimit() {
        budget.handshakeDone();
        assertThat(recordsUntilRefused(KEY_UPDATE, 0)).isEqualTo(MAX);
        budget.count(100_000, 99_000);
        assertThat(budget.hasRoom(0)).isTrue();
    }

    @Test
    void refusesAnythingAfterOneRecordFullOfKeyUpdates() {
        budget.handshakeDone();
        assertThat(recordsUntilRefused(16_401, 0)).isOne();
    }

    @Test
    void oneByteOfDataBetweenKeyUpdatesEarnsNone() {
        budget.handshakeDone();
        int updates = 0;
        while (budget.hasRoom(0)) {
            budget.count(KEY_UPDATE, 0);
            budget.count(23, 1);
            updates++;
        }
        assertThat(updates).isEqualTo(MAX);
    }

    @Test
    void dataOfOneFullRecordEarnsOneMoreHoweverItIsSplit() {
        budget.handshakeDone();
        count(MAX, KEY_UPDATE, 0);
        count(RecordBudget.EARNING_BYTES / 128 - 1, 150, 128);
        assertThat(budget.hasRoom(0)).isFalse();
        budget.count(150, 128);
        assertThat(recordsUntilRefused(KEY_UPDATE, 0)).isOne();
    }

    @Test
    void earnsNothingInAdvance() {
        budget.handshakeDone();
        count(1_000, 16_401, RecordBudget.EARNING_BYTES);
        assertThat(recordsUntilRefused(KEY_UPDATE, 0)).isEqualTo(MAX);
    }

    @Test
    void asksForEachGroupOfSmallRecordsWhetherMoreMayFollow() {
        budget.handshakeDone();
        assertThat(recordsUntilRefused(23, 1)).isEqualTo(3 * RecordBudget.GROUP);
        assertThat(groups).hasValue(3);
    }

    @Test
    void limitsNoRecordsWithEnoughData() {
        budget.handshakeDone();
        count(100_000, RecordBudget.SMALL_BYTES + 22, RecordBudget.SMALL_BYTES);
        assertThat(budget.hasRoom(0)).isTrue();
        assertThat(groups).hasValue(0);
    }

    @Test
    void refusesSmallRecordsThatNeitherDataNorTimeHasEarned() {
        RecordBudget bounded = new RecordBudget(MAX, new SmallRecords(PER_SECOND, BURST, () -> true), now::get);
        int records = 0;
        while (bounded.hasRoom(0)) {
            bounded.count(23, 1);
            records++;
        }
        assertThat(records).isBetween(BURST, BURST + 2 * RecordBudget.GROUP);
    }

    @Test
    void servesSmallRecordsAtTheirRateForAnyTime() {
        RecordBudget bounded = new RecordBudget(MAX, new SmallRecords(PER_SECOND, BURST, () -> true), now::get);
        for (int number = 0; number < 100 * BURST; number++) {
            now.addAndGet(1_000_000_000L / PER_SECOND);
            bounded.count(100, 78);
        }
        assertThat(bounded.hasRoom(0)).isTrue();
        assertThat(bounded.isCostly()).isFalse();
    }

    @Test
    void servesSmallRecordsThatDataBetweenThemHasEarned() {
        RecordBudget bounded = new RecordBudget(MAX, new SmallRecords(PER_SECOND, BURST, () -> true), now::get);
        for (int number = 0; number < 100 * BURST; number++) {
            bounded.count(100, 78);
            bounded.count(1_022, 1_000);
        }
        assertThat(bounded.hasRoom(0)).isTrue();
        assertThat(bounded.isCostly()).isFalse();
    }

    @Test
    void isCostlyWhileSmallRecordsComeFasterThanTheirRate() {
        RecordBudget bounded = new RecordBudget(MAX, new SmallRecords(PER_SECOND, BURST, () -> true), now::get);
        for (int number = 0; number < 2 * RecordBudget.GROUP; number++) {
            bounded.count(23, 1);
        }
        assertThat(bounded.isCostly()).isTrue();
        now.addAndGet(1_000_000_000L);
        for (int number = 0; number < RecordBudget.GROUP; number++) {
            bounded.count(23, 1);
        }
        assertThat(bounded.isCostly()).isFalse();
    }

    @Test
    void countsNoSmallRecordsWithoutALimit() {
        RecordBudget unbounded = new RecordBudget(MAX, new SmallRecords(0, 0, () -> false), now::get);
        for (int number = 0; number < 100 * BURST; number++) {
            unbounded.count(23, 1);
        }
        assertThat(unbounded.hasRoom(0)).isTrue();
    }

    private RecordBudget budget(int burst) {
        return new RecordBudget(MAX, new SmallRecords(PER_SECOND, burst, () -> groups.incrementAndGet() < 3), now::get);
    }

    private void count(int records, int length, int data) {
        for (int number = 0; number < records; number++) {
            budget.count(length, data);
        }
    }

    private int recordsUntilRefused(int length, int data) {
        int records = 0;
        while (budget.hasRoom(0)) {
            budget.count(length, data);
            records++;
        }
        return records;
    }
}
