package io.rollcall.server.events.receipts;

import io.rollcall.server.database.Database;
import io.rollcall.server.database.Transaction;
import io.rollcall.server.events.EventConsumers;
import io.rollcall.server.events.receipts.ConsumerReceiptMapper.Progress;
import io.rollcall.server.events.receipts.ConsumerReceiptMapper.Registered;
import io.rollcall.server.events.receipts.ConsumerReceiptMapper.Window;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.limits.WrittenBytes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Receipts of consumers: a consumer acknowledges the offboardings since its registration that its stored position passes. Each transaction writes at
 * most {@link #BATCH} of them. The next ones follow when the position moves again, or by {@link #catchUp}; their time is that of
 * the write, so a receipt is never too early.
 */
@Singleton
public final class ConsumerReceipts implements EventConsumers.PositionListener {
    /** Receipts per transaction; a cluster certifies each transaction as a whole. */
    static final int BATCH = 1_000;

    /** Bytes of a receipt with its part of the indexes. */
    private static final int OF_EACH_RECEIPT = 512;

    private final Database database;
    private final WrittenBytes written;
    private final Clock clock;

    @Inject
    public ConsumerReceipts(Database database, WrittenBytes written, Clock clock) {
        this.database = database;
        this.written = written;
        this.clock = clock;
        database.register(ConsumerReceiptMapper.class);
        database.register(Progress.class, Progress::read);
        database.register(Window.class, Window::read);
        database.register(Registered.class, Registered::read);
    }

    @Override
    public void moved(Transaction tx, OrganizationId owner, String name) {
        write(tx, owner, name);
    }

    /** Writes the remaining receipts of all consumers, except of positions that move meanwhile. */
    public void catchUp() {
        for (Registered consumer :
                database.read(tx -> tx.mapper(ConsumerReceiptMapper.class).listBehind())) {
            boolean more = true;
            while (more) {
                more = database.write(tx -> write(tx, consumer.owner(), consumer.name()));
            }
        }
    }

    /** Returns what consumers are expected to acknowledge. */
    public List<Subscription> subscriptions() {
        return database.read(tx -> tx.mapper(ConsumerReceiptMapper.class).list()).stream()
                .map(consumer -> new Subscription(
                        Receiver.consumer(consumer.owner(), consumer.name(), consumer.registered()),
                        Set.of(),
                        consumer.first()))
                .toList();
    }

    /** Writes a batch. @return whether more may follow */
    private boolean write(Transaction tx, OrganizationId owner, String name) {
        ConsumerReceiptMapper mapper = tx.mapper(ConsumerReceiptMapper.class);
        Optional<Progress> found = mapper.lock(owner, name).filter(Progress::isBehind);
        if (found.isEmpty()) {
            return false;
        }
        Progress progress = found.get();
        boolean all = owner.equals(EventConsumers.OPERATORS);
        Window window = all
                ? mapper.windowOfAll(progress.receipted(), progress.position(), BATCH)
                : mapper.window(owner, progress.receipted(), progress.position(), BATCH);
        long end = window.count() < BATCH ? progress.position() : window.last();
        if (window.count() > 0) {
            Receiver receiver = Receiver.consumer(owner, name, progress.registered());
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (all) {
                mapper.addOfAll(receiver, progress.receipted(), end, now);
            } else {
                int added = mapper.add(owner, receiver, progress.receipted(), end, now);
                if (added > 0) {
                    written.countMore(owner, (long) added * OF_EACH_RECEIPT);
                }
            }
        }
        mapper.advance(owner, name, end);
        return end < progress.position();
    }
}
