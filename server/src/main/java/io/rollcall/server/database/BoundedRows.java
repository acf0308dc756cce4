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
 * Rows of one statement, read one by one until they are as long as a slice may be. The memory that their texts take is reserved
 * as they come. The statement needs {@code fetchSize="1"}, or the driver holds all rows before the first one gets here.
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
     * @param maxLength the length of all texts at which a slice ends
     * @param cancel keeps the database from sending further rows
     * @param measure the length of the texts of an item
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

    /** Reserved for several short ones at once. */
    private boolean hasMemoryFor(long more) {
        return uncounted.addAndGet(more) < WorkingMemory.SMALL || memory.hasRoomForText(uncounted.getAndSet(0));
    }

    private void stop(State reason) {
        state.set(reason);
        cancel.run();
    }

    /**
     * Returns what was read.
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
     * @param cut whether the statement selects more, which would be too much to hold in memory at once
     */
    public record Slice<T>(List<T> items, boolean cut) {
        public Slice {
            items = List.copyOf(items);
        }
    }
}
