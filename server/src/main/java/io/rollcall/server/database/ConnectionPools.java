package io.rollcall.server.database;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.kernel.StartupProblem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The two connection pools, one for reads and one for writes. Switching a connection's auto-commit mode costs two round trips,
 * a third of a small write.
 *
 * @param reading connections in auto-commit mode, on which a statement may take as long as a search
 * @param writing connections without auto-commit
 */
public record ConnectionPools(HikariDataSource reading, HikariDataSource writing) implements AutoCloseable {

    /** @throws StartupProblem if connecting fails, with cause and remedy */
    public static ConnectionPools open(DatabaseConfig config, MeterRegistry meters) {
        HikariDataSource reading = ConnectionPool.open(config, "rollcall", true, config.searchTimeout(), meters);
        return new ConnectionPools(
                reading, ConnectionPool.open(config, "rollcall-writes", false, Duration.ZERO, meters));
    }

    /** Returns the maximum size of a statement. The database closes the connection on a larger one. */
    public long maxStatementBytes() {
        try (Connection connection = reading.getConnection();
                Statement statement = connection.createStatement();
                ResultSet variables = statement.executeQuery("SELECT @@max_allowed_packet")) {
            variables.next();
            return variables.getLong(1);
        } catch (SQLException failure) {
            throw new DatabaseUnavailable(failure);
        }
    }

    /** Closes the socket of every connection, so that all threads blocked in a read fail at once. */
    void breakAll() {
        ConnectionPool.breakAll(reading);
        ConnectionPool.breakAll(writing);
    }

    @Override
    public void close() {
        ConnectionPool.close(writing);
        ConnectionPool.close(reading);
    }
}
