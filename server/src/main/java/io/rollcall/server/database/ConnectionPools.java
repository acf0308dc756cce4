package io.rollcall.server.database;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.kernel.StartupProblem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The connections to the database. Two pools, since a connection that changes between single reads and transactions tells
 * the database so each time, which is one round trip to and one back: a third of a small write.
 *
 * @param reading each statement is a transaction of its own
 * @param writing statements are kept together until they are committed
 */
public record ConnectionPools(HikariDataSource reading, HikariDataSource writing) implements AutoCloseable {

    /** @throws StartupProblem where no connection can be had, saying what to do about it */
    public static ConnectionPools open(DatabaseConfig config, MeterRegistry meters) {
        HikariDataSource reading = ConnectionPool.open(config, "rollcall", true, meters);
        return new ConnectionPools(reading, ConnectionPool.open(config, "rollcall-writes", false, meters));
    }

    /** Returns how many bytes a statement may have: of a larger one, the database closes the connection in the middle. */
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

    /** Closes the socket of every connection, so that all threads that wait for an answer on one fail at once. */
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
