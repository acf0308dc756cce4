package io.rollcall.server.database;

import io.rollcall.server.database.Row.RowHandler;
import io.rollcall.server.kernel.Deadline;
import io.rollcall.server.telemetry.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.TransactionIsolationLevel;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.TransactionFactory;
import org.apache.ibatis.transaction.jdbc.JdbcTransaction;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/**
 * Transactions on MariaDB, as units of work that are committed as a whole or rolled back.
 *
 * <p>A unit of work may run more than once, because transient failures are retried. It must have no side effects outside of the
 * database.
 */
public final class Database {
    static final String SYSTEM = "db.system.name";
    static final String MARIADB = "mariadb";
    private static final String SEARCH_TIMEOUT = "searchTimeout";

    private final Configuration configuration;
    private final SqlSessionFactory readingSessions;
    private final DataSource writing;
    private final Retry retry;
    private final Outage outage;
    private final Tracing tracing;
    private final ThreadLocal<Integer> statementSeconds = new ThreadLocal<>();

    /** A database without a monitor and without deadlines, for commands and tests. */
    public Database(DataSource reading, DataSource writing, Retry retry, Duration searchTimeout, Tracing tracing) {
        this(reading, writing, retry, new Outage(new Deadline(), searchTimeout), searchTimeout, tracing);
    }

    /** Returns a database on the pools, with its monitor, which is not started yet. */
    public static Watched watched(ConnectionPools pools, DatabaseConfig config, Deadline deadline, Tracing tracing) {
        Outage outage = new Outage(deadline, config.outageGrace());
        GuardedConnections reading = new GuardedConnections(pools.reading(), config.connectionWait(), outage);
        GuardedConnections writing = new GuardedConnections(pools.writing(), config.connectionWait(), outage);
        return new Watched(
                new Database(reading, writing, Retry.standard(), outage, config.searchTimeout(), tracing),
                DatabaseMonitor.of(config, outage, pools));
    }

    /** A database and its monitor. */
    public record Watched(Database database, DatabaseMonitor monitor) {}

    /**
     * @param reading connections for single statements
     * @param writing connections for transactions, best with auto-commit off
     * @param outage ends every wait for a database that is lost
     * @param searchTimeout timeout of statements marked as searches; zero for none
     */
    Database(
            DataSource reading,
            DataSource writing,
            Retry retry,
            Outage outage,
            Duration searchTimeout,
            Tracing tracing) {
        this.retry = retry;
        this.outage = outage;
        this.writing = writing;
        this.tracing = tracing;
        this.configuration = configuration(reading, searchTimeout, statementSeconds::get);
        this.readingSessions = new DefaultSqlSessionFactory(configuration);
    }

    private static Configuration configuration(
            DataSource reading, Duration searchTimeout, Supplier<Integer> statementSeconds) {
        TransactionFactory transactions = new JdbcTransactionFactory() {
            @Override
            public JdbcTransaction newTransaction(
                    DataSource source, TransactionIsolationLevel level, boolean autoCommit) {
                return new JdbcTransaction(source, level, autoCommit, true) {
                    @Override
                    public Integer getTimeout() {
                        return statementSeconds.get();
                    }
                };
            }
        };
        Configuration configuration = new Configuration(new Environment("mariadb", transactions, reading));
        configuration.getVariables().setProperty(SEARCH_TIMEOUT, Long.toString(searchTimeout.toSeconds()));
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setCacheEnabled(false);
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.setShrinkWhitespacesInSql(true);
        configuration.setObjectWrapperFactory(new ValueTypes.ParameterWrappers());
        ValueTypes.register(configuration.getTypeHandlerRegistry());
        return configuration;
    }

    /** Registers a feature's mapper; call it before the first unit of work. */
    public void register(Class<?> mapper) {
        if (!configuration.hasMapper(mapper)) {
            configuration.addMapper(mapper);
        }
    }

    /**
     * Registers a row reader for a type; call it before the first unit of work. MyBatis can map records itself, but by
     * reflection for each row; use a reader for types that nearly every request reads.
     */
    public <T> void register(Class<T> type, Function<Row, T> reader) {
        configuration.getTypeHandlerRegistry().register(type, new RowHandler<>(reader));
    }

    /**
     * Runs a unit of work that only reads.
     *
     * @throws DatabaseUnavailable if the database cannot be reached
     */
    public <T> T read(Function<Transaction, T> work) {
        return retry.run(
                () -> {
                    try (Tracing.Span span = tracing.part("database.read");
                            SqlSession session = readingSessions.openSession(true)) {
                        span.note(SYSTEM, MARIADB);
                        return work.apply(new Transaction(session));
                    }
                },
                outage);
    }

    /**
     * Runs work on the current thread whose statements that read end after that time.
     *
     * @param most in whole seconds
     * @throws StatementTimeout if one of them took longer
     */
    public <T> T within(Duration most, Supplier<T> work) {
        statementSeconds.set(Math.toIntExact(most.toSeconds()));
        try {
            return work.get();
        } finally {
            statementSeconds.remove();
        }
    }

    /**
     * Runs and commits a unit of work that writes. Any exception rolls it back.
     *
     * @throws DuplicateKey if a unique key is taken
     * @throws DatabaseUnavailable if the database cannot be reached, or lock conflicts outlasted the retries
     */
    public <T> T write(Function<Transaction, T> work) {
        return retry.run(
                () -> {
                    try (Tracing.Span span = tracing.part("database.write");
                            SqlSession session = writingSession(ExecutorType.SIMPLE)) {
                        span.note(SYSTEM, MARIADB);
                        Transaction tx = new Transaction(session);
                        T result = work.apply(tx);
                        session.commit(true);
                        tx.committed();
                        return result;
                    }
                },
                outage);
    }

    /**
     * Runs a unit of work that writes once, without retries, and commits it unless its result is empty. Repeated statements are
     * sent as a batch; {@link Transaction#flush} returns how many rows each changed.
     *
     * @return empty also if it failed. Nothing is stored then, unless only the commit's response was lost
     * @throws DatabaseUnavailable if no connection was available in time
     */
    public <T> Optional<T> tryOnce(Function<Transaction, Optional<T>> work) {
        outage.requireNone();
        try (Tracing.Span span = tracing.part("database.write");
                SqlSession session = writingSession(ExecutorType.BATCH)) {
            span.note(SYSTEM, MARIADB);
            Transaction tx = new Transaction(session);
            Optional<T> result = work.apply(tx);
            if (result.isPresent()) {
                session.commit(true);
                tx.committed();
            }
            return result;
        } catch (PersistenceException failure) {
            Retry.refuseWhereWaitedAlready(failure);
            return Optional.empty();
        }
    }

    /**
     * Returns a group commit that combines concurrent writes into one transaction, run as by {@link #tryOnce}.
     *
     * @param work writes all items and returns their results in the same order; empty to write each alone
     * @param maxGroup maximum number of items in a transaction; 1 writes each alone
     */
    public <T, R> GroupCommit<T, R> group(BiFunction<Transaction, List<T>, Optional<List<R>>> work, int maxGroup) {
        return new GroupCommit<>(items -> tryOnce(tx -> work.apply(tx, items)), maxGroup, tracing);
    }

    /**
     * Returns a cache of rows that loads them outside of any lock.
     *
     * @param fresh time to live of a copy
     * @param loader reads a row; empty if it does not exist
     */
    public <K, V> ReadThroughCache<K, V> copies(Duration fresh, Function<K, Optional<V>> loader) {
        return new ReadThroughCache<>(fresh, outage.deadline(), loader);
    }

    private SqlSession writingSession(ExecutorType type) {
        JdbcTransaction transaction = new JdbcTransaction(writing, null, false, true);
        return new DefaultSqlSession(configuration, configuration.newExecutor(transaction, type), false);
    }
}
