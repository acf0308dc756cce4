package io.rollcall.server.testing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The processes of MariaDB, or of its installer, that run on this machine. */
public final class MariaDbProcesses {
    private MariaDbProcesses() {}

    /** Returns the database processes that use data in a folder. */
    public static List<ProcessHandle> in(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .filter(arguments -> Arrays.stream(arguments)
                                .anyMatch(argument -> argument.startsWith("--datadir=" + folder)))
                        .isPresent())
                .toList();
    }
}
