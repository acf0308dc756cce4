package io.rollcall.server.database.embedded;

import io.rollcall.server.kernel.StartupProblem;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Process of a {@code mariadbd} on a data folder: installed, started, awaited and stopped. */
final class ServerProcess {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    /** Short timeouts, since a connection attempt ignores interrupts. */
    private static final String IMPATIENT = "?connectTimeout=1000&socketTimeout=1000";

    private static final long POLL_MILLIS = 25;

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Installs MariaDB's system tables atomically: if it is interrupted, the data folder stays empty. */
    static void install(MariaDbProgram program, DataFolder folder) throws IOException, InterruptedException {
        Path unfinished = folder.newUnfinished();
        install(program, folder, unfinished);
        Files.move(unfinished, folder.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void install(MariaDbProgram program, DataFolder folder, Path unfinished)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.installer().toString(),
                "--no-defaults",
                "--basedir=" + program.base(),
                dataArgument(unfinished),
                "--auth-root-authentication-method=socket",
                "--skip-test-db",
                "--skip-name-resolve"));
        asRootWhereWeAre(command);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.log().toFile());
        // A starting MariaDB deletes all temporary tables in its temporary folder, even those of other servers.
        builder.environment().put("TMPDIR", folder.temporary().toString());
        Process installer = builder.start();
        if (exitCode(installer, unfinished) != 0) {
            throw new StartupProblem("The embedded MariaDB cannot create its data; " + folder.log()
                    + " has the reason. The disk may be full.");
        }
    }

    private static int exitCode(Process installer, Path unfinished) throws InterruptedException {
        try {
            return installer.waitFor();
        } catch (InterruptedException told) {
            kill(installer.toHandle());
            killThoseOn(unfinished);
            throw told;
        }
    }

    /** Kills a process and then its children, so that it starts no further ones. Their unfinished data is discarded. */
    private static void kill(ProcessHandle process) {
        List<ProcessHandle> children = process.children().toList();
        process.destroyForcibly();
        children.forEach(ServerProcess::kill);
        process.onExit().join();
    }

    /** Kills orphaned servers, started by a process that was then killed. */
    private static void killThoseOn(Path data) {
        List<ProcessHandle> left = thoseOn(data);
        while (!left.isEmpty()) {
            left.forEach(ServerProcess::kill);
            left = thoseOn(data);
        }
    }

    private static List<ProcessHandle> thoseOn(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> isOn(process, data))
                .toList();
    }

    private static boolean isOn(ProcessHandle process, Path data) {
        return process.info()
                .arguments()
                .filter(arguments -> List.of(arguments).contains(dataArgument(data)))
                .isPresent();
    }

    private static String dataArgument(Path data) {
        return "--datadir=" + data;
    }

    /** Returns a port that is free at the moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts the server and waits until it responds. @param bufferPool mebibytes of data kept in memory */
    static ServerProcess start(
            MariaDbProgram program, DataFolder folder, EmbeddedCredentials credentials, int bufferPool)
            throws IOException, InterruptedException {
        Path accounts = folder.temporary().resolve("accounts.sql");
        EmbeddedCredentials.writePrivately(accounts, accounts(credentials));
        List<String> command = new ArrayList<>(List.of(
                program.server().toString(),
                "--no-defaults",
                "--basedir=" + program.base(),
                dataArgument(folder.data()),
                "--tmpdir=" + folder.temporary(),
                "--pid-file=" + folder.pidFile(),
                // Relative to the data folder, because a socket's path is limited to 107 characters.
                "--socket=mariadb.sock",
                "--port=" + credentials.port(),
                "--bind-address=127.0.0.1",
                "--init-file=" + accounts,
                "--skip-name-resolve",
                // Otherwise the server generates an RSA key at each start, which takes up to 20 seconds.
                "--skip-ssl",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_nopad_bin",
                "--innodb-buffer-pool-size=" + bufferPool + "M",
                "--innodb-log-file-size=48M",
                // By default, these take 40 MiB from the start, for other engines and for larger transactions.
                "--innodb-log-buffer-size=2M",
                "--aria-pagecache-buffer-size=4M",
                "--key-buffer-size=1M",
                "--innodb-flush-log-at-trx-commit=1",
                "--max-connections=200",
                "--performance-schema=OFF"));
        asRootWhereWeAre(command);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                .start();
        ServerProcess server = new ServerProcess(process);
        try {
            // MariaDB writes the file only once it is ready, and this process may be killed before.
            Files.writeString(folder.pidFile(), Long.toString(process.pid()));
            server.awaitAnswer(credentials, folder);
        } catch (IOException | InterruptedException told) {
            // A MariaDB that gets SIGTERM before it is ready hangs forever. Killing it loses nothing: it has accepted
            // no writes.
            process.destroyForcibly().onExit().join();
            throw told;
        } finally {
            Files.deleteIfExists(accounts);
        }
        return server;
    }

    private static String accounts(EmbeddedCredentials credentials) {
        String account = "'" + EmbeddedCredentials.USER + "'@'127.0.0.1'";
        return String.join(
                "\n",
                "CREATE DATABASE IF NOT EXISTS " + EmbeddedCredentials.DATABASE + ";",
                "CREATE USER IF NOT EXISTS " + account + ";",
                "ALTER USER " + account + " IDENTIFIED BY '" + credentials.password() + "';",
                "GRANT ALL ON " + EmbeddedCredentials.DATABASE + ".* TO " + account + ";",
                "");
    }

    private static void asRootWhereWeAre(List<String> command) {
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
    }

    private void awaitAnswer(EmbeddedCredentials credentials, DataFolder folder) throws InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!answers(credentials)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                stop();
                throw new StartupProblem("The embedded MariaDB fails to start; " + folder.log() + " says why.");
            }
            Thread.sleep(POLL_MILLIS);
        }
        // A connection attempt ignores interrupts.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    static boolean answers(EmbeddedCredentials credentials) {
        String url = credentials.url() + IMPATIENT;
        try (Connection connection =
                DriverManager.getConnection(url, EmbeddedCredentials.USER, credentials.password())) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean hasEndedWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Kills a hanging server. InnoDB recovers as from a power failure. */
    void kill() {
        process.destroyForcibly();
    }

    /** Stops the server and waits until it has written its data. */
    void stop() {
        stop(process.toHandle());
    }

    /** Stops a server left running by a killed process. */
    static void stopLeftBehind(DataFolder folder) throws IOException {
        if (!Files.exists(folder.pidFile())) {
            return;
        }
        String pid = Files.readString(folder.pidFile()).strip();
        Optional<ProcessHandle> orphan = pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
        // After a reboot the process id may belong to any process, even to the MariaDB of another folder.
        orphan.filter(process -> isOn(process, folder.data())).ifPresent(ServerProcess::stop);
        Files.deleteIfExists(folder.pidFile());
    }

    private static void stop(ProcessHandle handle) {
        handle.destroy();
        try {
            handle.onExit()
                    .orTimeout(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException stuck) {
            // InnoDB recovers as from a power failure.
            handle.destroyForcibly();
            awaitKilled(handle);
        }
    }

    /** Waits for the end of the process, since two servers must never run on the same folder. */
    private static void awaitKilled(ProcessHandle handle) {
        try {
            handle.onExit()
                    .orTimeout(KILL_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException undead) {
            throw new StartupProblem("The MariaDB process " + handle.pid()
                    + " on the data folder was killed but has not exited. The disk may be hanging.");
        }
    }
}
