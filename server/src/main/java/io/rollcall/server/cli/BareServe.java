package io.rollcall.server.cli;

import io.rollcall.server.cli.command.Program;
import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.StartupProblem;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine.ExitCode;

/**
 * Fast path for {@code rollcall} without arguments, as most servers are started. Parsing would take a twentieth of the start.
 */
public final class BareServe {
    private BareServe() {}

    /**
     * Serves until the process is asked to stop, with settings from the environment and the configuration file.
     *
     * @param err receives one line for a problem that the operator can fix, and a stack trace for any other
     * @return the exit code
     */
    public static int run(Program program, Map<String, String> environment, PrintStream err) {
        try {
            program.serve(Settings.load(environment, Map.of()));
            return ExitCode.OK;
        } catch (StartupProblem | Refusal fixable) {
            err.println(fixable.getMessage());
        } catch (RuntimeException failure) {
            failure.printStackTrace(err);
        }
        return ExitCode.SOFTWARE;
    }
}
