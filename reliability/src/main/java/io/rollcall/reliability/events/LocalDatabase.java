package io.rollcall.reliability.events;

import io.rollcall.reliability.RollcallServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** MariaDB of its own on this machine, which goes on when a server is killed. */
final class LocalDatabase implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 90;

    private final Path folder;
    private final int port;
    private final Process process;

    private LocalDatabase(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Starts it with an empty database. @param options further options of the server */
    static LocalDatabase start(String... options) throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory(
                "events-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Path data = folder.resolve("data");
        int port = RollcallServer.freePort();
        Process installer = started(
                folder,
                List.of(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--user=mysql",
                        "--datadir=" + data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--skip-name-resolve"));
        if (installer.waitFor() != 0) {
            throw new IllegalStateException("the database cannot be set up; see " + folder);
        }
        List<String> command = new ArrayList<>(List.of(
                "mariadbd",
                "--no-defaults",
                "--user=mysql",
                "--datadir=" + data,
                "--socket=" + data.resolve("mariadb.sock"),
                "--pid-file=" + data.resolve("mariadb.pid"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--skip-ssl",
                "--character-set-server=utf8mb4",
                "--innodb-buffer-pool-size=128M",
                "--innodb-flush-log-at-trx-commit=1",
                "--performance-schema=OFF"));
        command.addAll(List.of(options));
        LocalDatabase database = new LocalDatabase(folder, port, started(folder, command));
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        database.await();
        database.execute("CREATE DATABASE rollcall CHARACTER SET utf8mb4");
        database.execute("CREATE USER rollcall@'127.0.0.1' IDENTIFIED BY 'rollcall'");
        database.execute("GRANT ALL ON rollcall.* TO rollcall@'127.0.0.1'");
        return database;
    }

    private static Process started(Path folder, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("database.log").toFile()))
                .start();
    }

    private void await() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            try (Connection connection = connect("")) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IllegalStateException("the database does not start; see " + folder);
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    /** Returns the settings of a server on it. */
    Map<String, String> environment() {
        return Map.of(
                "ROLLCALL_DATABASE_URL", "jdbc:mariadb://127.0.0.1:" + port + "/rollcall",
                "ROLLCALL_DATABASE_PASSWORD", "rollcall",
                "ROLLCALL_EVENTS_WEBHOOKS_ALLOW_PRIVATE", "true");
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/" + database, "root", "");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
