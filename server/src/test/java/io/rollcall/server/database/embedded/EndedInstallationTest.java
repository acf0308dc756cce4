package io.rollcall.server.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.MariaDbProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndedInstallationTest {
    /** Starts something that is nobody's child at once, as is what an installer starts at the moment it is ended. */
    private static final String INSTALLER = """
            #!/bin/sh
            if [ "$1" = orphan ]; then
                for second in $(seq 60); do sleep 1; done
                exit
            fi
            ("$0" orphan "$@" &)
            for second in $(seq 60); do sleep 1; done
            """;

    @TempDir
    private Path folder;

    @Test
    void leavesNothingRunningThatTheInstallerStarted() throws Exception {
        Path installer = Files.writeString(folder.resolve("installer"), INSTALLER);
        Files.setPosixFilePermissions(installer, PosixFilePermissions.fromString("rwx------"));
        MariaDbProgram program = new MariaDbProgram(MariaDbProgram.SYSTEM, folder, installer, installer);
        FutureTask<Void> installing = new FutureTask<>(() -> {
            ServerProcess.install(program, new DataFolder(folder));
            return null;
        });
        Thread thread = new Thread(installing);
        thread.start();
        assertThat(Eventually.get(() -> MariaDbProcesses.in(folder), processes -> processes.size() == 2))
                .hasSize(2);

        thread.interrupt();
        assertThatThrownBy(installing::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(MariaDbProcesses.in(folder)).isEmpty();
    }
}
