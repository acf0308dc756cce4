package io.rollcall.server.database;

import java.util.Properties;
import java.util.function.Function;
import javax.sql.DataSource;
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
    private final Configuration configuration;
    private final SqlSessionFactory readingSessions;
    private final DataSource writing;
    private final Retry retry;

    /** With one pool for everything. */
    public Database(DataSource pool, Retry retry) {
        this(pool, pool, retry);
    }

    /**
     * @param reading gives connections for single statements
     * @param writing gives connections for transactions; best if they come with automatic commit off
     */
    public Database(DataSource reading, DataSource writing, Retry retry) {
        this.retry = retry;
        this.writing = writing;
        this.configuration = configuration(reading);
        this.readingSessions = new DefaultSqlSessionFactory(configuration);
    }

    private static Configuration configuration(DataSource reading) {
        Properties jdbc = new Properties();
        jdbc.setProperty("skipSetAutoCommitOnClose", "true");
        JdbcTransactionFactory transactions = new JdbcTransactionFactory();
        transactions.setProperties(jdbc);
        Configuration configuration = new Configuration(new Environment("mariadb", transactions, reading));
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
     * Runs a unit of work that only reads.
     *
     * @throws DatabaseUnavailable where the database cannot be reached
     */
    public <T> T read(Function<Transaction, T> work) {
        return retry.run(() -> {
            try (SqlSession session = readingSessions.openSession(true)) {
                return work.apply(new Transaction(session));
            }
        });
    }

    /**
     * Runs a unit of work that writes, and commits it; whatever it throws undoes all of it.
     *
     * @throws DuplicateKey where a key is already taken
     * @throws DatabaseUnavailable where the database cannot be reached, or the work met others' locks too often
     */
    public <T> T write(Function<Transaction, T> work) {
        return retry.run(() -> {
            try (SqlSession session = writingSession()) {
                T result = work.apply(new Transaction(session));
                session.commit(true);
                return result;
            }
        });
    }

    private SqlSession writingSession() {
        JdbcTransaction transaction = new JdbcTransaction(writing, null, false, true);
        return new DefaultSqlSession(configuration, configuration.newExecutor(transaction, ExecutorType.SIMPLE), false);
    }
}
