package io.rollcall.server.http.tls;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Counts the TLS records of one connection and decides whether another one may be decrypted. A KeyUpdate of 27 bytes costs
 * the server four derivations of a key, and a message in fragments is copied anew with each of them, so records without
 * application data have to be earned by data. Used by one thread at a time: the one that reads the connection.
 */
final class RecordBudget {
    /** Small records are reported in groups, so the count of a network is rarely touched. */
    static final int GROUP = 64;

    /** Data of one full record earns one record without data. */
    static final int EARNING_BYTES = 16_384;

    static final int SMALL_BYTES = 256;

    /** Bytes of a record with the shortest contents, such as an alert or a KeyUpdate: header, nonce and tag. */
    private static final int SHORT_RECORD = 31;

    /** One record may hold thousands of KeyUpdates, of which three have this length. */
    private static final int UNIT_BYTES = 16;

    private final int max;
    private final BooleanSupplier smallAllowed;
    private final AtomicBoolean handshaking = new AtomicBoolean(true);
    private final AtomicBoolean refused = new AtomicBoolean();
    private final AtomicInteger spent = new AtomicInteger();
    private final AtomicInteger earning = new AtomicInteger();
    private final AtomicInteger small = new AtomicInteger();

    /**
     * @param max records without data
     * @param smallAllowed asked after each {@link #GROUP} of small records whether more may follow
     */
    RecordBudget(int max, BooleanSupplier smallAllowed) {
        this.max = max;
        this.smallAllowed = smallAllowed;
    }

    /** Whether the next record may be decrypted. */
    boolean hasRoom() {
        return spent.get() < max && !refused.get();
    }

    /**
     * Counts a record.
     *
     * @param length its bytes as they were sent
     * @param data bytes of application data in it
     */
    void count(int length, int data) {
        if (data == 0) {
            // A ClientHello is long; after the handshake, only several messages together are.
            spent.addAndGet(handshaking.get() ? 1 : 1 + Math.max(0, length - SHORT_RECORD) / UNIT_BYTES);
            return;
        }
        if (spent.get() > 0) {
            int earned = earning.get() + data;
            spent.set(Math.max(0, spent.get() - earned / EARNING_BYTES));
            earning.set(earned % EARNING_BYTES);
        }
        if (data < SMALL_BYTES && small.incrementAndGet() == GROUP) {
            small.set(0);
            refused.set(!smallAllowed.getAsBoolean());
        }
    }

    /** The keys are agreed on, and the count starts anew. */
    void handshakeDone() {
        if (handshaking.getAndSet(false)) {
            spent.set(0);
        }
    }
}
