package io.rollcall.server.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ibatis.session.ResultContext;
import org.apache.ibatis.session.ResultHandler;

/** Takes rows of the activity one by one until their texts are as long as a page may be; for one statement. */
final class ActivityCollector implements ResultHandler<ActivityRow> {
    private final List<ActivityEntry> entries = new ArrayList<>();
    private final AtomicLong length = new AtomicLong();
    private final AtomicBoolean cut = new AtomicBoolean();
    private final long maxLength;
    private final Runnable cancel;

    /** @param cancel keeps the database from sending further rows */
    ActivityCollector(long maxLength, Runnable cancel) {
        this.maxLength = maxLength;
        this.cancel = cancel;
    }

    @Override
    public void handleResult(ResultContext<? extends ActivityRow> row) {
        ActivityEntry next = row.getResultObject().toEntry();
        int more = next.detail().length() + next.changes().length();
        if (!entries.isEmpty() && length.get() + more > maxLength) {
            cut.set(true);
            row.stop();
            cancel.run();
        } else {
            length.addAndGet(more);
            entries.add(next);
        }
    }

    ActivitySlice slice() {
        return new ActivitySlice(entries, cut.get());
    }
}
