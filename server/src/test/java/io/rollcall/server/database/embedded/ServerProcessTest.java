package io.rollcall.server.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    @TempDir
    private Path folder;

    /** After a reboot, the number in a pid file may belong to any process. */
    @Test
    void leavesTheDatabaseOfAnotherFolderAlone() throws Exception {
        Path other = Files.copy(Path.of("/bin/sh").toRealPath(), folder.resolve("mariadbd"));
        assumeTrue(other.toFile().setExecutable(true));
        Process process = new ProcessBuilder(other.toString(), "-c", "read line", "--datadir=/elsewhere").start();
        DataFolder data = new DataFolder(folder);
        Files.writeString(data.pidFile(), process.pid() + "\n");

        ServerProcess.stopLeftBehind(data);

        assertThat(process.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(data.pidFile()).doesNotExist();
        process.destroy();
    }

    @Test
    void stopsTheDatabaseOfItsFolder() throws Exception {
        DataFolder data = new DataFolder(folder);
        Process process = new ProcessBuilder("/bin/sh", "-c", "read line", "--datadir=" + data.data()).start();
        Files.writeString(data.pidFile(), process.pid() + "\n");

        ServerProcess.stopLeftBehind(data);

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void takesNoNoticeOfAPidFileThatNamesNobody() throws Exception {
        DataFolder data = new DataFolder(folder);
        for (String nobody : new String[] {"", "99999999\n"}) {
            Files.writeString(data.pidFile(), nobody);
            ServerProcess.stopLeftBehind(data);
            assertThat(data.pidFile()).doesNotExist();
        }
    }
}
