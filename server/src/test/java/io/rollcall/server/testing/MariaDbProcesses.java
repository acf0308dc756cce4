package io.rollcall.server.testing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Processes of MariaDB and its installer on this machine. */
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
