package io.rollcall.server.database;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.WorkingMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.ibatis.session.ResultContext;

/**
 * Streaming reader of a statement's rows, up to a total length. It reserves memory for each row's texts. The statement needs
 * {@code fetchSize="1"}; otherwise the driver buffers all rows first.
 */
public final class BoundedRows<R, T> implements RowConsumer<R> {
    private final List<T> items = new ArrayList<>();
    private final long maxLength;
    private final WorkingMemory memory;
    private final Runnable cancel;
    private final Function<? super R, ? extends T> reader;
    private final ToLongFunction<? super T> measure;
    private final AtomicReference<State> state = new AtomicReference<>(State.WHOLE);
    private final AtomicLong length = new AtomicLong();
    private final AtomicLong uncounted = new AtomicLong();

    private enum State {
        WHOLE,
        CUT,
        NO_MEMORY
    }

    /**
     * @param maxLength total length of the texts after which the slice ends
     * @param cancel cancels the statement, so that the database sends no further rows
     * @param measure returns the length of an item's texts
     */
    public BoundedRows(
            long maxLength,
            WorkingMemory memory,
            Runnable cancel,
            Function<? super R, ? extends T> reader,
            ToLongFunction<? super T> measure) {
        this.maxLength = maxLength;
        this.memory = memory;
        this.cancel = cancel;
        this.reader = reader;
        this.measure = measure;
    }

    @Override
    public void handleResult(ResultContext<? extends R> context) {
        accept(context.getResultObject());
        if (state.get() != State.WHOLE) {
            context.stop();
        }
    }

    @Override
    public void accept(R row) {
        T next = reader.apply(row);
        long more = measure.applyAsLong(next);
        if (!items.isEmpty() && length.get() + more > maxLength) {
            stop(State.CUT);
        } else if (!hasMemoryFor(more)) {
            stop(State.NO_MEMORY);
        } else {
            length.addAndGet(more);
            items.add(next);
        }
    }

    /** Reserves for several short rows at once, which is cheaper. */
    private boolean hasMemoryFor(long more) {
        return uncounted.addAndGet(more) < WorkingMemory.SMALL || memory.hasRoomForText(uncounted.getAndSet(0));
    }

    private void stop(State reason) {
        state.set(reason);
        cancel.run();
    }

    /**
     * Returns the rows read.
     *
     * @throws Refusal BUSY if other requests hold too much memory
     */
    public Slice<T> slice() {
        if (state.get() == State.NO_MEMORY) {
            throw WorkingMemory.busy();
        }
        return new Slice<>(items, state.get() == State.CUT);
    }

    /**
     * Rows of a statement.
     *
     * @param cut whether rows are missing because all would exceed the maximum length
     */
    public record Slice<T>(List<T> items, boolean cut) {
        public Slice {
            items = List.copyOf(items);
        }
    }
}
