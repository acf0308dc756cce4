package io.rollcall.server.database;

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
}
