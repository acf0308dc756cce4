package io.rollcall.server.cli;

import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.StartupProblem;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine.ExitCode;

/** {@code rollcall} and nothing more, as most servers are started: there is nothing to parse, and parsing takes a twentieth of the start. */
public final class BareServe {
    private BareServe() {}

    /**
     * Serves until the process is told to end, with settings from the environment and the file that it names.
     *
     * @param err where it is said what a person can mend; anything else comes with its stack trace
     * @return the exit code
     */
    public static int run(Program program, Map<String, String> environment, PrintStream err) {
        try {
            program.serve(Settings.load(environment, Map.of()));
            return ExitCode.OK;
        } catch (StartupProblem | Refusal mendable) {
            err.println(mendable.getMessage());
        } catch (RuntimeException failure) {
            failure.printStackTrace(err);
        }
        return ExitCode.SOFTWARE;
    }
}
