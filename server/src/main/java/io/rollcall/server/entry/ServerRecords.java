package io.rollcall.server.entry;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of this user's running servers with embedded databases, one file each, by which commands in any folder find the data.
 * They contain no secrets. A record is valid only while its process runs, and is deleted afterwards.
 */
final class ServerRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ServerRecords.class);
    private static final String SUFFIX = ".properties";
    private static final String PROCESS = "process";
    private static final String STARTED = "started";
    private static final String DATA = "data";
    private static final String URL = "url";

    private final Optional<Path> folder;

    private ServerRecords(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Returns the records below {@code XDG_STATE_HOME}, or {@code ~/.local/state}. */
    static ServerRecords of(Map<String, String> environment, String home) {
        try {
            Path state = Optional.ofNullable(environment.get("XDG_STATE_HOME"))
                    .filter(value -> !value.isBlank())
                    .map(Path::of)
                    .orElseGet(() -> Path.of(home, ".local", "state"));
            return new ServerRecords(Optional.of(state).filter(Path::isAbsolute).map(base -> base.resolve("rollcall")
                    .resolve("servers")));
        } catch (InvalidPathException unusable) {
            return new ServerRecords(Optional.empty());
        }
    }

    /** Running server. @param publicUrl its public URL, whose subdomains are the organizations' hosts */
    record ServerRecord(Path dataDir, String publicUrl) {}

    /** Written record, which is deleted when the server stops. */
    @FunctionalInterface
    interface Written extends AutoCloseable {
        @Override
        void close();
    }

    /** Writes the record of this process. Without a writable home folder there is none. */
    Written write(ServerRecord server) {
        ProcessHandle own = ProcessHandle.current();
        Properties properties = new Properties();
        properties.setProperty(PROCESS, Long.toString(own.pid()));
        properties.setProperty(STARTED, started(own));
        properties.setProperty(DATA, server.dataDir().toString());
        properties.setProperty(URL, server.publicUrl());
        try {
            Path file = folder.orElseThrow(() -> new IOException("no home")).resolve(own.pid() + SUFFIX);
            createFolder(file.getParent());
            StringWriter text = new StringWriter();
            properties.store(text, "A running Rollcall server, for its commands");
            Path fresh = Files.createTempFile(file.getParent(), "new-", ".tmp");
            Files.writeString(fresh, text.toString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return () -> delete(file);
        } catch (IOException | UnsupportedOperationException unwritable) {
            LOG.debug("Commands in other folders will not find this server: {}", unwritable.getMessage());
            return () -> {};
        }
    }

    private static void createFolder(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Returns the running servers, ordered by their data folders. */
    List<ServerRecord> running() {
        return folder.filter(Files::isDirectory).map(ServerRecords::running).orElseGet(List::of);
    }

    private static List<ServerRecord> running(Path folder) {
        List<ServerRecord> running = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                read(file).ifPresentOrElse(running::add, () -> delete(file));
            }
        } catch (IOException unreadable) {
            LOG.debug("The records of running servers cannot be read: {}", unreadable.getMessage());
        }
        running.sort(Comparator.comparing(ServerRecord::dataDir));
        return running;
    }

    /**
     * Returns the record; empty if the file is invalid or the process has ended. Its id may belong to another process by now.
     */
    private static Optional<ServerRecord> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return ProcessHandle.of(Long.parseLong(properties.getProperty(PROCESS, "")))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> started(process).equals(properties.getProperty(STARTED)))
                    .map(process -> new ServerRecord(
                            Path.of(properties.getProperty(DATA, "")), properties.getProperty(URL, "")));
        } catch (IOException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException later) {
            LOG.debug("Could not delete {}", file);
        }
    }
}
