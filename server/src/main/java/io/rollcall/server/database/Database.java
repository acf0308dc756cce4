package io.rollcall.server.database;

import io.rollcall.server.database.Row.RowHandler;
import io.rollcall.server.kernel.Deadline;
import io.rollcall.server.telemetry.Tracing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSessionFactory;
import org.apache.ibatis.transaction.jdbc.JdbcTransaction;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/**
 * The door to MariaDB: units of work that are committed whole or not at all.
 *
 * <p>A unit of work may run more than once, since what fails for a passing reason is tried again; so it must not do
 * anything that cannot be repeated.
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

    /** A database that nothing watches, and for which threads without a deadline wait. */
    public Database(DataSource reading, DataSource writing, Retry retry, Duration searchTimeout, Tracing tracing) {
        this(reading, writing, retry, new Outage(new Deadline(), searchTimeout), searchTimeout, tracing);
    }

    /** The database behind the pools, watched once the monitor is started. */
    public static Watched watched(ConnectionPools pools, DatabaseConfig config, Deadline deadline, Tracing tracing) {
        Outage outage = new Outage(deadline, config.outageGrace());
        GuardedConnections reading = new GuardedConnections(pools.reading(), config.connectionWait(), outage);
        GuardedConnections writing = new GuardedConnections(pools.writing(), config.connectionWait(), outage);
        return new Watched(
                new Database(reading, writing, Retry.standard(), outage, config.searchTimeout(), tracing),
                DatabaseMonitor.of(config, outage, pools));
    }

    /** A database, and what watches it. */
    public record Watched(Database database, DatabaseMonitor monitor) {}

    /**
     * @param reading gives connections for single statements
     * @param writing gives connections for transactions; best if they come with automatic commit off
     * @param outage ends every wait for a database that is lost
     * @param searchTimeout how long statements may take that ask for it; zero for as long as they do
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
        this.configuration = configuration(reading, searchTimeout);
        this.readingSessions = new DefaultSqlSessionFactory(configuration);
    }

    private static Configuration configuration(DataSource reading, Duration searchTimeout) {
        Properties jdbc = new Properties();
        jdbc.setProperty("skipSetAutoCommitOnClose", "true");
        JdbcTransactionFactory transactions = new JdbcTransactionFactory();
        transactions.setProperties(jdbc);
        Configuration configuration = new Configuration(new Environment("mariadb", transactions, reading));
        configuration.getVariables().setProperty(SEARCH_TIMEOUT, Long.toString(searchTimeout.toSeconds()));
        configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
        configuration.setCacheEnabled(false);
        configuration.setMapUnderscoreToCamelCase(true);
        configuration.setArgNameBasedConstructorAutoMapping(true);
        configuration.setShrinkWhitespacesInSql(true);
        ValueTypes.register(configuration.getTypeHandlerRegistry());
        return configuration;
    }

    /** Makes a feature's statements known; to be called before the first unit of work. */
    public void register(Class<?> mapper) {
        if (!configuration.hasMapper(mapper)) {
            configuration.addMapper(mapper);
        }
    }

    /**
     * Registers a reader for the rows of a type; call it before the first unit of work. MyBatis can read records itself, but
     * reflects on their constructor in each row; use a reader for types that nearly every request reads.
     */
    public <T> void register(Class<T> type, Function<Row, T> reader) {
        configuration.getTypeHandlerRegistry().register(type, new RowHandler<>(reader));
    }

    /**
     * Runs a unit of work that only reads.
     *
     * @throws DatabaseUnavailable where the database cannot be reached
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
     * Runs a unit of work that writes, and commits it; whatever it throws undoes all of it.
     *
     * @throws DuplicateKey where a key is already taken
     * @throws DatabaseUnavailable where the database cannot be reached, or the work met others' locks too often
     */
    public <T> T write(Function<Transaction, T> work) {
        return retry.run(
                () -> {
                    try (Tracing.Span span = tracing.part("database.write");
                            SqlSession session = writingSession(ExecutorType.SIMPLE)) {
                        span.note(SYSTEM, MARIADB);
                        T result = work.apply(new Transaction(session));
                        session.commit(true);
                        return result;
                    }
                },
                outage);
    }

    /**
     * Runs a unit of work that writes, once, and commits it unless its result is empty. The same statement several times in a
     * row is sent to the database at once, so how many rows each changed is known from {@link Transaction#flush} alone.
     *
     * @return empty also where it failed, for whatever reason; nothing stays of it then, unless only the answer was lost
     * @throws DatabaseUnavailable where there was no connection to be had in time
     */
    public <T> Optional<T> tryOnce(Function<Transaction, Optional<T>> work) {
        outage.requireNone();
        try (Tracing.Span span = tracing.part("database.write");
                SqlSession session = writingSession(ExecutorType.BATCH)) {
            span.note(SYSTEM, MARIADB);
            Optional<T> result = work.apply(new Transaction(session));
            if (result.isPresent()) {
                session.commit(true);
            }
            return result;
        } catch (PersistenceException failure) {
            Retry.refuseWhereWaitedAlready(failure);
            return Optional.empty();
        }
    }

    /**
     * Writes at once, as by {@link #tryOnce}, what several threads want to write at the same moment.
     *
     * @param work writes all and returns what each became, in the same order; empty if each is to be written alone
     * @param maxGroup how many are written together; 1 writes each alone
     */
    public <T, R> GroupCommit<T, R> group(BiFunction<Transaction, List<T>, Optional<List<R>>> work, int maxGroup) {
        return new GroupCommit<>(items -> tryOnce(tx -> work.apply(tx, items)), maxGroup, tracing);
    }

    /**
     * Copies of rows that are loaded outside of any lock.
     *
     * @param fresh how long a copy is good for
     * @param loader reads a row, if there is one
     */
    public <K, V> ReadThroughCache<K, V> copies(Duration fresh, Function<K, Optional<V>> loader) {
        return new ReadThroughCache<>(fresh, outage.deadline(), loader);
    }

    private SqlSession writingSession(ExecutorType type) {
        JdbcTransaction transaction = new JdbcTransaction(writing, null, false, true);
        return new DefaultSqlSession(configuration, configuration.newExecutor(transaction, type), false);
    }
}
