package io.rollcall.reliability;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Node of a Galera cluster on this machine, which can be killed, suspended and partitioned. */
public final class GaleraNode {
    private static final Path PROVIDER = Path.of("/usr/lib/galera/libgalera_smm.so");
    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final int FIRST_SQL_PORT = 23_300;
    private static final int FIRST_GROUP_PORT = 24_560;
    private static final int FIRST_STATE_PORT = 24_660;
    private static final int FIRST_TRANSFER_PORT = 24_760;

    /** Evicts an unresponsive node after 2 seconds; Galera's default is 5. */
    private static final String GIVE_UP = "evs.keepalive_period=PT0.5S;evs.inactive_check_period=PT0.5S;"
            + "evs.suspect_timeout=PT2S;evs.inactive_timeout=PT5S;evs.install_timeout=PT5S;";

    private final int number;
    private final Path folder;
    private Process process;

    /** @param number from 1 on */
    GaleraNode(int number, Path folder) {
        this.number = number;
        this.folder = folder;
    }

    int port() {
        return FIRST_SQL_PORT + number;
    }

    private static String groupAddress(int node) {
        return "127.0.0.1:" + (FIRST_GROUP_PORT + node);
    }

    Path data() {
        return folder.resolve("node" + number);
    }

    void install() throws IOException, InterruptedException {
        Process installer = new ProcessBuilder(
                        "mariadb-install-db",
                        "--no-defaults",
                        "--user=mysql",
                        "--datadir=" + data(),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        "--skip-name-resolve")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("install-" + number + ".log").toFile())
                .start();
        if (installer.waitFor() != 0) {
            throw new IllegalStateException("node " + number + " cannot be set up; see " + folder);
        }
    }

    /** Starts the node, with one retry, since a start occasionally fails. @param first whether it bootstraps the cluster */
    public void start(boolean first) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            process = new ProcessBuilder(command(first))
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("node" + number + ".log").toFile()))
                    .start();
            if (awaitSynced()) {
                return;
            }
            process.destroyForcibly().waitFor();
            if (attempt == 3) {
                throw new IllegalStateException("node " + number + " does not start; see " + folder);
            }
        }
    }

    private List<String> command(boolean first) {
        List<String> command = new ArrayList<>(List.of(
                "mariadbd",
                "--no-defaults",
                "--user=mysql",
                "--datadir=" + data(),
                "--socket=" + data().resolve("mariadb.sock"),
                "--pid-file=" + data().resolve("mariadb.pid"),
                "--port=" + port(),
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--skip-ssl",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_nopad_bin",
                "--innodb-log-file-size=32M",
                "--innodb-buffer-pool-size=64M",
                "--innodb-flush-log-at-trx-commit=1",
                "--performance-schema=OFF",
                "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2",
                "--wsrep-on=ON",
                "--wsrep-provider=" + PROVIDER,
                "--wsrep-cluster-name=rollcall",
                "--wsrep-cluster-address=gcomm://" + groupAddress(1) + "," + groupAddress(2) + "," + groupAddress(3),
                "--wsrep-node-name=node" + number,
                "--wsrep-node-address=127.0.0.1",
                "--wsrep-sst-method=rsync",
                "--wsrep-sst-receive-address=127.0.0.1:" + (FIRST_TRANSFER_PORT + 10 * number),
                // The last node has the least load, and a donor is blocked during the transfer.
                "--wsrep-sst-donor=node3,",
                "--wsrep-provider-options=" + GIVE_UP + "gcache.size=64M;gmcast.listen_addr=tcp://"
                        + groupAddress(number) + ";ist.recv_addr=127.0.0.1:" + (FIRST_STATE_PORT + number)));
        if (first) {
            command.add("--wsrep-new-cluster");
        }
        return command;
    }

    private boolean awaitSynced() throws InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            if (status("wsrep_local_state_comment").equals("Synced")
                    && status("wsrep_ready").equals("ON")) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return false;
    }

    /** Returns a status variable of the node; empty if it does not respond. */
    String status(String name) {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + name + "'")) {
            return row.next() ? row.getString(2) : "";
        } catch (SQLException away) {
            return "";
        }
    }

    /** Waits until the node is synced in a cluster of all three. */
    void awaitWhole() throws InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!awaitSynced() || !status("wsrep_cluster_size").equals("3")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("node " + number + " does not come back; see " + folder);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + port() + "/" + database + "?connectTimeout=1000&socketTimeout=10000",
                "root",
                "");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the number of the servers' connections to the node. */
    int users() {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'rollcall'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException away) {
            return 0;
        }
    }

    /** Sends SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends a signal. @param name STOP to suspend the node, CONT to resume it */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    void stop() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Override
    public String toString() {
        return "node " + number;
    }
}
