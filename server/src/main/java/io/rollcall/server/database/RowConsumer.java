package io.rollcall.server.database;

import org.apache.ibatis.session.ResultContext;
import org.apache.ibatis.session.ResultHandler;

/** Parameter of a mapper's method by which the rows of a statement come one by one; {@link BoundedRows} bounds their size. */
@FunctionalInterface
public interface RowConsumer<R> extends ResultHandler<R> {
    /** Takes the next row. */
    void accept(R row);

    @Override
    default void handleResult(ResultContext<? extends R> context) {
        accept(context.getResultObject());
    }
}
