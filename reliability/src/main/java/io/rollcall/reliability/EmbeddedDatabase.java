package io.rollcall.reliability;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Embedded MariaDB of a data folder, controlled from another process. */
record EmbeddedDatabase(Path folder) {

    Connection connect() throws IOException, SQLException {
        Properties access = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("mariadb.properties"))) {
            access.load(reader);
        }
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + access.getProperty("port") + "/rollcall",
                "rollcall",
                access.getProperty("password"));
    }

    /** Makes the database acknowledge commits before they are on disk, so that a kill loses them. A run must detect that. */
    void makeCareless() throws IOException, InterruptedException {
        Process client = new ProcessBuilder(
                        "mariadb",
                        "--no-defaults",
                        "--user=root",
                        "--socket=" + folder.resolve("mariadb").resolve("mariadb.sock"),
                        "--execute=SET GLOBAL innodb_flush_log_at_trx_commit = 0")
                .inheritIO()
                .start();
        if (client.waitFor() != 0) {
            throw new IllegalStateException("the database cannot be made careless");
        }
    }

    /** Sends SIGKILL. */
    void kill() throws IOException {
        long pid =
                Long.parseLong(Files.readString(folder.resolve("mariadb.pid")).strip());
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }
}
