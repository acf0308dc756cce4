package io.rollcall.server.database;

import org.apache.ibatis.session.ResultContext;
import org.apache.ibatis.session.ResultHandler;

/** Callback parameter of a mapper's method that receives rows one by one; {@link BoundedRows} bounds their size. */
@FunctionalInterface
public interface RowConsumer<R> extends ResultHandler<R> {
    /** Receives the next row. */
    void accept(R row);

    @Override
    default void handleResult(ResultContext<? extends R> context) {
        accept(context.getResultObject());
    }
}
