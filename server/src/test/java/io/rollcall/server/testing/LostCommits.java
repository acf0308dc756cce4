package io.rollcall.server.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** Connections of a pool on which the database commits, and the connection is lost before it can say so. */
public final class LostCommits {
    private final AtomicReference<Optional<Runnable>> losing = new AtomicReference<>(Optional.empty());
    private final DataSource connections;

    public LostCommits(DataSource pool) {
        this.connections = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(pool, arguments);
                    return result instanceof Connection connection ? losing(connection) : result;
                });
    }

    public DataSource connections() {
        return connections;
    }

    /** Loses the response of the next commit. */
    public void loseNext() {
        loseNext(() -> {});
    }

    /** Loses the response of the next commit. @param meanwhile runs before the loss is noticed */
    public void loseNext(Runnable meanwhile) {
        losing.set(Optional.of(meanwhile));
    }

    /** Returns whether the response of a commit was lost. */
    public boolean isDone() {
        return losing.get().isEmpty();
    }

    private Connection losing(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("commit")) {
                            loseIfWanted();
                        }
                        return result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private void loseIfWanted() throws SQLException {
        Optional<Runnable> meanwhile = losing.getAndSet(Optional.empty());
        if (meanwhile.isPresent()) {
            meanwhile.get().run();
            throw new SQLException("connection lost", "08S01");
        }
    }
}
