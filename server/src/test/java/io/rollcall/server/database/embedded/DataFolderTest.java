package io.rollcall.server.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path root;

    @Test
    void isTidiedUpWhileAnInstallerThatWasLeftBehindStillWrites() throws IOException {
        Path leftBehind =
                Files.createDirectories(root.resolve("mariadb-unfinished-1").resolve("sys"));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> installer = CompletableFuture.runAsync(() -> write(leftBehind, over));
        DataFolder folder = new DataFolder(root);
        for (int start = 0; start < 200; start++) {
            assertThat(folder.newUnfinished()).isEmptyDirectory();
        }
        over.set(true);
        installer.join();
    }

    /** Files that come and go, as those of an installer do. */
    private static void write(Path folder, AtomicBoolean over) {
        for (int number = 0; !over.get(); number = (number + 1) % 50) {
            try {
                Files.createDirectories(folder);
                Path file = folder.resolve("table" + number);
                Files.writeString(file, "x");
                Files.move(file, folder.resolve("renamed" + number));
                Files.deleteIfExists(folder.resolve("renamed" + number));
            } catch (IOException tidiedAway) {
                // the other process holds the lock
            }
        }
    }
}
