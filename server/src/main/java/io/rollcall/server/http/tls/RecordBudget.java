package io.rollcall.server.http.tls;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Budget of TLS records of one connection. A KeyUpdate of 27 bytes costs the server four key derivations, and each fragment
 * of a message copies the message, so records without application data have to be earned by data. A record of one byte costs
 * as much as one of a kilobyte, so small ones have to be earned by data or by time. Used by one thread at a time: the one
 * that reads the connection.
 */
final class RecordBudget {
    /**
     * Most bytes that a client may send before its handshake is done: two hellos with a post-quantum key share and a session
     * ticket each take less.
     */
    static final int MAX_HANDSHAKE_BYTES = 12 * 1024;

    /** Small records are counted in groups, so that the clock and the count of a network are rarely touched. */
    static final int GROUP = 64;

    /** Data of one full record earns one record without data. */
    static final int EARNING_BYTES = 16_384;

    /** A record with less data is small, and this much data in larger ones earns one. */
    static final int SMALL_BYTES = 256;

    /** Bytes of a record with the shortest contents, such as an alert or a KeyUpdate: header, nonce and tag. */
    private static final int SHORT_RECORD = 31;

    /** One record may hold thousands of KeyUpdates, of which three have this length. */
    private static final int UNIT_BYTES = 16;

    private final int max;
    private final SmallRecords limit;
    private final LongSupplier nanoTime;
    private final AtomicBoolean handshaking = new AtomicBoolean(true);
    private final AtomicBoolean refused = new AtomicBoolean();
    private final AtomicBoolean costly = new AtomicBoolean();
    private final AtomicInteger handshakeBytes = new AtomicInteger();
    private final AtomicInteger spent = new AtomicInteger();
    private final AtomicInteger earning = new AtomicInteger();
    private final AtomicInteger small = new AtomicInteger();
    private final AtomicInteger owed = new AtomicInteger();
    private final AtomicLong data = new AtomicLong();
    private final AtomicLong groupedAt;

    /** @param max records without data */
    RecordBudget(int max, SmallRecords limit, LongSupplier nanoTime) {
        this.max = max;
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.groupedAt = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Limit of small records.
     *
     * @param perSecond of the connection; 0 for no limit
     * @param burst of the connection, at once
     * @param network asked after each {@link #GROUP} whether the client's network may send more
     */
    record SmallRecords(int perSecond, int burst, BooleanSupplier network) {
        boolean isNone() {
            return perSecond == 0;
        }
    }

    /**
     * Returns whether the next record may be decrypted.
     *
     * @param length its bytes as they are sent; 0 if unknown yet
     */
    boolean hasRoom(int length) {
        boolean tooLong = handshaking.get() && handshakeBytes.get() + length > MAX_HANDSHAKE_BYTES;
        return spent.get() < max && !refused.get() && !tooLong;
    }

    /** Returns whether the connection has sent small records faster than it may in the long run. */
    boolean isCostly() {
        return costly.get();
    }

    /**
     * Counts a record.
     *
     * @param length its bytes as they were sent
     * @param bytes application data in it
     */
    void count(int length, int bytes) {
        if (bytes == 0) {
            boolean handshake = handshaking.get();
            handshakeBytes.addAndGet(handshake ? length : 0);
            // A ClientHello is long; after the handshake, only several messages together are.
            spent.addAndGet(handshake ? 1 : 1 + Math.max(0, length - SHORT_RECORD) / UNIT_BYTES);
            return;
        }
        if (spent.get() > 0) {
            int earned = earning.get() + bytes;
            spent.set(Math.max(0, spent.get() - earned / EARNING_BYTES));
            earning.set(earned % EARNING_BYTES);
        }
        if (bytes >= SMALL_BYTES) {
            data.addAndGet(bytes);
        } else if (small.incrementAndGet() == GROUP) {
            small.set(0);
            countGroup();
        }
    }

    private void countGroup() {
        if (limit.isNone()) {
            return;
        }
        long now = nanoTime.getAsLong();
        long byTime = (now - groupedAt.getAndSet(now)) / (TimeUnit.SECONDS.toNanos(1) / limit.perSecond());
        long byData = data.getAndSet(0) / SMALL_BYTES;
        owed.set((int) Math.max(0, owed.get() + GROUP - byTime - byData));
        costly.set(owed.get() >= GROUP);
        refused.set(owed.get() > limit.burst() || !limit.network().getAsBoolean());
    }

    /** Resets the count after the handshake. */
    void handshakeDone() {
        if (handshaking.getAndSet(false)) {
            spent.set(0);
        }
    }
}
