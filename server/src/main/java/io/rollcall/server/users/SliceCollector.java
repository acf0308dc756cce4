package io.rollcall.server.users;

import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.WorkingMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.ibatis.session.ResultContext;
import org.apache.ibatis.session.ResultHandler;

/** Takes rows of users one by one until they are as large as a page may be; for one statement. */
final class SliceCollector implements ResultHandler<UserRow> {
    private final List<PlacedUser> users = new ArrayList<>();
    private final WorkingMemory memory;
    private final long maxBytes;
    private final Runnable cancel;
    private final AtomicReference<State> state = new AtomicReference<>(State.WHOLE);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong uncounted = new AtomicLong();

    private enum State {
        WHOLE,
        CUT,
        NO_MEMORY
    }

    /** @param cancel keeps the database from sending further rows */
    SliceCollector(long maxBytes, WorkingMemory memory, Runnable cancel) {
        this.maxBytes = maxBytes;
        this.memory = memory;
        this.cancel = cancel;
    }

    @Override
    public void handleResult(ResultContext<? extends UserRow> row) {
        PlacedUser next = row.getResultObject().toPlacedUser();
        long length = next.user().document().length();
        if (!users.isEmpty() && bytes.get() + length > maxBytes) {
            stop(row, State.CUT);
        } else if (!hasMemoryFor(length)) {
            stop(row, State.NO_MEMORY);
        } else {
            bytes.addAndGet(length);
            users.add(next);
        }
    }

    /** Reserved for several small ones at once. */
    private boolean hasMemoryFor(long length) {
        return uncounted.addAndGet(length) < WorkingMemory.SMALL || memory.hasRoomForText(uncounted.getAndSet(0));
    }

    private void stop(ResultContext<?> row, State reason) {
        state.set(reason);
        row.stop();
        cancel.run();
    }

    /** @throws Refusal BUSY if other requests hold too much memory */
    UserSlice slice() {
        if (state.get() == State.NO_MEMORY) {
            throw WorkingMemory.busy();
        }
        return new UserSlice(users, state.get() == State.CUT);
    }
}
