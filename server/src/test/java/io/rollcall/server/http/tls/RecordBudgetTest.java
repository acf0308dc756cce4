package io.rollcall.server.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordBudgetTest {
    private static final int MAX = 32;
    private static final int KEY_UPDATE = 27;

    private final AtomicInteger groups = new AtomicInteger();
    private final RecordBudget budget = new RecordBudget(MAX, () -> groups.incrementAndGet() < 3);

    @Test
    void endsAHandshakeOfTooManyRecords() {
        assertThat(recordsUntilRefused(6, 0)).isEqualTo(MAX);
    }

    @Test
    void countsALongClientHelloAsOneRecord() {
        assertThat(recordsUntilRefused(16_401, 0)).isEqualTo(MAX);
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
        assertThat(budget.hasRoom()).isTrue();
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
        while (budget.hasRoom()) {
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
        assertThat(budget.hasRoom()).isFalse();
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
        assertThat(budget.hasRoom()).isTrue();
        assertThat(groups).hasValue(0);
    }

    private void count(int records, int length, int data) {
        for (int number = 0; number < records; number++) {
            budget.count(length, data);
        }
    }

    private int recordsUntilRefused(int length, int data) {
        int records = 0;
        while (budget.hasRoom()) {
            budget.count(length, data);
            records++;
        }
        return records;
    }
}
