package io.rollcall.server.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.ibatis.session.SqlSession;
import org.mariadb.jdbc.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Open unit of work of a service. Methods that take part take it as their first argument. */
public final class Transaction {
    private static final Logger LOG = LoggerFactory.getLogger(Transaction.class);

    private final SqlSession session;
    private final List<Runnable> afterCommit = new ArrayList<>(0);

    Transaction(SqlSession session) {
        this.session = session;
    }

    /** Returns a registered mapper, bound to this transaction. */
    public <M> M mapper(Class<M> type) {
        return session.getMapper(type);
    }

    /** Cancels the statement whose rows are being read. */
    public void cancel() {
        try {
            session.getConnection().unwrap(Connection.class).cancelCurrentQuery();
        } catch (SQLException failure) {
            // The remaining rows are skipped instead.
            LOG.debug("A statement could not be cancelled", failure);
        }
    }

    /** Runs the action once this transaction is committed; never if it is rolled back. It must be quick and not fail. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }

    /**
     * Sends the pending batch of a unit of work that batches statements.
     *
     * @return the number of rows each statement changed, in order
     */
    public int[] flush() {
        return session.flushStatements().stream()
                .flatMapToInt(result -> Arrays.stream(result.getUpdateCounts()))
                .toArray();
    }
}
