package io.rollcall.server.users;

import io.rollcall.server.database.BoundedRows;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.WorkingMemory;
import org.apache.ibatis.session.ResultContext;
import org.apache.ibatis.session.ResultHandler;

/** Takes rows of users one by one until they are as large as a page may be; for one statement. */
final class SliceCollector implements ResultHandler<UserRow> {
    private final BoundedRows<UserRow, PlacedUser> rows;

    /** @param cancel keeps the database from sending further rows */
    SliceCollector(long maxBytes, WorkingMemory memory, Runnable cancel) {
        this.rows = new BoundedRows<>(maxBytes, memory, cancel, UserRow::toPlacedUser, placed -> placed.user()
                .document()
                .length());
    }

    @Override
    public void handleResult(ResultContext<? extends UserRow> row) {
        rows.handleResult(row);
    }

    /** @throws Refusal BUSY if other requests hold too much memory */
    UserSlice slice() {
        BoundedRows.Slice<PlacedUser> slice = rows.slice();
        return new UserSlice(slice.items(), slice.cut());
    }
}
