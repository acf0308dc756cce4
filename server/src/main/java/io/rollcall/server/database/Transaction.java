package io.rollcall.server.database;

import java.sql.SQLException;
import java.util.Arrays;
import org.apache.ibatis.session.SqlSession;
import org.mariadb.jdbc.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The unit of work that a service has opened; whatever joins in takes it as its first argument. */
public final class Transaction {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final SqlSession session;

    Transaction(SqlSession session) {
        this.session = session;
    }

    /** The statements of a registered mapper, run inside this transaction. */
    public <M> M mapper(Class<M> type) {
        return session.getMapper(type);
    }

    /** Ends the statement whose rows are being read, so that the database sends no more of them. */
    public void cancel() {
        try {
            session.getConnection().unwrap(Connection.class).cancelCurrentQuery();
        } catch (SQLException failure) {
            // The rest is passed over instead.
            LOG.debug("A statement could not be cancelled", failure);
        }
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
