package io.rollcall.server.database.embedded;

import io.rollcall.server.kernel.StartupProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Data folder of the embedded MariaDB: its data, log, credentials, process id and lock. */
record DataFolder(Path root) {
    private static final String UNFINISHED = "mariadb-unfinished-";

    /** Returns MariaDB's data directory. */
    Path data() {
        return root.resolve("mariadb");
    }

    Path log() {
        return root.resolve("mariadb.log");
    }

    Path pidFile() {
        return root.resolve("mariadb.pid");
    }

    Path credentials() {
        return root.resolve("mariadb.properties");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    /** Returns the folder for the unpacked bundle. */
    Path program() {
        return root.resolve("program");
    }

    /** Returns a new folder for installing MariaDB's data, and deletes those left behind by earlier attempts. */
    Path newUnfinished() throws IOException {
        try (DirectoryStream<Path> leftBehind = Files.newDirectoryStream(root, UNFINISHED + "*")) {
            for (Path folder : leftBehind) {
                delete(folder);
            }
        }
        return Files.createTempDirectory(root, UNFINISHED);
    }

    /** An orphaned installer may still be writing. Files that cannot be deleted now are deleted the next time. */
    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                return delete(file);
            }

            @Override
            public FileVisitResult visitFileFailed(Path gone, IOException failure) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
                return delete(directory);
            }

            private FileVisitResult delete(Path path) {
                path.toFile().delete();
                return FileVisitResult.CONTINUE;
            }
        });
    }

    boolean hasData() {
        return Files.isDirectory(data().resolve("mysql"));
    }

    /**
     * Locks the folder for this process, until the lock is closed or the process ends.
     *
     * @return empty if another process holds the lock
     * @throws StartupProblem if the folder cannot be created or written
     */
    Optional<FileLock> lock() {
        try {
            Files.createDirectories(temporary());
            FileChannel channel = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Optional<FileLock> lock = tryLock(channel);
            if (lock.isEmpty()) {
                channel.close();
            }
            return lock;
        } catch (IOException unwritable) {
            throw new StartupProblem("The data folder " + root
                    + " is not writable. Make it writable for this user, or choose another with ROLLCALL_DATA_DIR.");
        }
    }

    /** Returns whether another process holds the lock. Creates nothing. */
    boolean isLocked() {
        if (!Files.exists(lockFile())) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lockFile(), StandardOpenOption.WRITE)) {
            return tryLock(channel).isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Path lockFile() {
        return root.resolve("rollcall.lock");
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }
}
