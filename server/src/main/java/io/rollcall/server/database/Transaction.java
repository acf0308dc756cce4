package io.rollcall.server.database;

import java.util.Arrays;
import org.apache.ibatis.session.SqlSession;

/** The unit of work that a service has opened; whatever joins in takes it as its first argument. */
public final class Transaction {
    private final SqlSession session;

    Transaction(SqlSession session) {
        this.session = session;
    }

    /** The statements of a registered mapper, run inside this transaction. */
    public <M> M mapper(Class<M> type) {
        return session.getMapper(type);
    }

    /**
     * Sends what there is to send, in a unit of work that sends the same statement at once.
     *
     * @return how many rows each changed, in order
     */
    public int[] flush() {
        return session.flushStatements().stream()
                .flatMapToInt(result -> Arrays.stream(result.getUpdateCounts()))
                .toArray();
    }
}
