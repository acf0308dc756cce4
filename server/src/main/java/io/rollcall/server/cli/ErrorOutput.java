package io.rollcall.server.cli;

import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.database.LockWaitTimeout;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.StartupProblem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Failures of commands on standard error: a sentence, or one JSON object with {@code --json}. The exit code is 1 for a failure
 * and 2 for wrong usage.
 */
final class ErrorOutput {
    private static final String JSON = "--json";

    private ErrorOutput() {}

    static void install(CommandLine commands) {
        commands.setExecutionExceptionHandler((failure, commandLine, parsed) -> explain(failure, commandLine));
        commands.setParameterExceptionHandler(ErrorOutput::usage);
    }

    /** Prints a failure: one sentence if the operator can fix it, or else the stack trace. */
    private static int explain(Exception failure, CommandLine commandLine) throws Exception {
        Optional<String> kind = kind(failure);
        boolean json = wantsJson(commandLine.getCommandSpec());
        if (kind.isEmpty() && !json) {
            throw failure;
        }
        String detail = failure instanceof LockWaitTimeout
                ? "Other requests are changing the same data. Run the command again in a moment."
                : failure instanceof DatabaseUnavailable
                        ? "The database is unavailable (" + failure.getMessage()
                                + "). Run the command again when it is back."
                        : Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
        print(commandLine, json, kind.orElse("failed"), detail);
        return ExitCode.SOFTWARE;
    }

    private static Optional<String> kind(Exception failure) {
        if (failure instanceof Refusal refusal) {
            return Optional.of(refusal.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        if (failure instanceof DatabaseUnavailable) {
            return Optional.of("unavailable");
        }
        return failure instanceof StartupProblem ? Optional.of("startup") : Optional.empty();
    }

    private static int usage(ParameterException problem, String... arguments) {
        CommandLine commandLine = problem.getCommandLine();
        if (Arrays.asList(arguments).contains(JSON)) {
            print(commandLine, true, "usage", problem.getMessage());
        } else {
            commandLine.getErr().println(problem.getMessage());
            if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, commandLine.getErr())) {
                problem.getCommandLine().usage(commandLine.getErr());
            }
        }
        return ExitCode.USAGE;
    }

    private static boolean wantsJson(CommandSpec command) {
        return Optional.ofNullable(command.findOption(JSON))
                .map(option -> Boolean.TRUE.equals(option.getValue()))
                .orElse(false);
    }

    private static void print(CommandLine commandLine, boolean json, String kind, String detail) {
        commandLine
                .getErr()
                .println(
                        json
                                ? new JsonLine()
                                        .with("error", kind)
                                        .with("detail", detail)
                                        .text()
                                : detail);
    }
}
