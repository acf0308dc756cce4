package io.rollcall.server.database.embedded;

import io.rollcall.server.database.DatabaseConfig;
import io.rollcall.server.database.Probe;
import io.rollcall.server.kernel.StartupProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * MariaDB server that this program starts and supervises, for trials, small installations and tests. One process owns the data
 * folder; others on the same machine may connect to its database.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private static final Duration ATTACH_TIMEOUT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 100;

    private final EmbeddedCredentials credentials;
    private final FileLock lock;
    private final ServerProcess first;
    private final Supervisor.Starter starter;
    private final AtomicReference<Optional<Supervisor>> supervisor = new AtomicReference<>(Optional.empty());

    /** @param starter restarts the database at the same address */
    private EmbeddedMariaDb(
            EmbeddedCredentials credentials, FileLock lock, ServerProcess first, Supervisor.Starter starter) {
        this.credentials = credentials;
        this.lock = lock;
        this.first = first;
        this.starter = starter;
    }

    /** Returns whether the folder contains a database. */
    public static boolean isIn(Path dataDir) {
        return new DataFolder(dataDir).hasData();
    }

    /** Returns whether another process owns the folder, such as one that is creating a database there. */
    public static boolean isStartingIn(Path dataDir) {
        return new DataFolder(dataDir).isLocked();
    }

    /**
     * Starts the database of the configured folder.
     *
     * @throws StartupProblem if another process owns the folder, or MariaDB cannot be started
     */
    public static EmbeddedMariaDb start(DatabaseConfig config) {
        return start(config, () -> {});
    }

    /** Starts the database of the folder. @param creating called before data is created, which takes a while */
    public static EmbeddedMariaDb start(DatabaseConfig config, Runnable creating) {
        return tryStart(config, creating)
                .orElseThrow(() -> new StartupProblem("The data folder " + config.dataDir()
                        + " is in use by another Rollcall. Stop that one, or choose another folder with"
                        + " ROLLCALL_DATA_DIR."));
    }

    /** Starts the database of a folder; empty if another process owns the folder. */
    public static Optional<EmbeddedMariaDb> tryStart(DatabaseConfig config) {
        return tryStart(config, () -> {});
    }

    private static Optional<EmbeddedMariaDb> tryStart(DatabaseConfig config, Runnable creating) {
        DataFolder folder = new DataFolder(config.dataDir());
        return folder.lock().map(lock -> start(folder, lock, config, creating));
    }

    private static EmbeddedMariaDb start(DataFolder folder, FileLock lock, DatabaseConfig config, Runnable creating) {
        try {
            if (!folder.hasData()) {
                creating.run();
            }
            ServerProcess.stopLeftBehind(folder);
            Optional<EmbeddedCredentials> before =
                    EmbeddedCredentials.read(folder.credentials()).filter(credentials -> folder.hasData());
            // Data is opened only by the kind of program that created it, since the other may be an older version.
            MariaDbProgram found = MariaDbProgram.find(
                    before.map(EmbeddedCredentials::source).orElse(config.embedded()), folder.program());
            EmbeddedCredentials credentials = new EmbeddedCredentials(
                    ServerProcess.freePort(),
                    before.map(EmbeddedCredentials::password).orElseGet(EmbeddedCredentials::newPassword),
                    found.source());
            if (!folder.hasData()) {
                ServerProcess.install(found, folder);
            }
            credentials.write(folder.credentials());
            Supervisor.Starter starter =
                    () -> ServerProcess.start(found, folder, credentials, config.embeddedBufferPool());
            return new EmbeddedMariaDb(credentials, lock, starter.start(), starter);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartupProblem("Interrupted while the embedded MariaDB was starting.");
        }
    }

    /**
     * Waits for the database that another process runs on the folder, and returns the settings with its address.
     *
     * @throws StartupProblem if it does not respond in time
     */
    public static DatabaseConfig attach(DatabaseConfig config) {
        DataFolder folder = new DataFolder(config.dataDir());
        try {
            long deadline = System.nanoTime() + ATTACH_TIMEOUT.toNanos();
            while (System.nanoTime() < deadline) {
                Optional<EmbeddedCredentials> credentials =
                        EmbeddedCredentials.read(folder.credentials()).filter(ServerProcess::answers);
                if (credentials.isPresent()) {
                    return reach(config, credentials.get());
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new StartupProblem("Another Rollcall is using the data folder " + config.dataDir()
                + ", but its database does not respond. Try again once it has started.");
    }

    /** Returns the same settings with the address and account of this database. */
    public DatabaseConfig reach(DatabaseConfig config) {
        return reach(config, credentials);
    }

    private static DatabaseConfig reach(DatabaseConfig config, EmbeddedCredentials credentials) {
        return config.at(credentials.url(), EmbeddedCredentials.USER, credentials.password());
    }

    /**
     * Begins supervision: restarts the database when it exits or hangs.
     *
     * @param gaveUp receives a message for the operator when the restarts are used up
     */
    public void supervise(DatabaseConfig config, SupervisionConfig supervision, Consumer<String> gaveUp) {
        Supervisor begun = new Supervisor(first, starter, new Probe(reach(config)), supervision, gaveUp);
        supervisor.set(Optional.of(begun));
        begun.start();
    }

    /** Returns why the database is not running; empty while it is. */
    public Optional<String> problem() {
        return supervisor.get().flatMap(Supervisor::problem);
    }

    /** Ends supervision without stopping the database. */
    public void release() {
        server();
    }

    /** Kills the database, for one that hangs and cannot be stopped; its data is as after a crash. */
    public void abandon() {
        server().kill();
    }

    private ServerProcess server() {
        return supervisor.get().map(Supervisor::release).orElse(first);
    }

    /** Stops the database and unlocks the folder; the data stays. */
    @Override
    public void close() {
        server().stop();
        try {
            lock.channel().close();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
