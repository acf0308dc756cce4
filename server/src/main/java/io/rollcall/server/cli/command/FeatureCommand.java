package io.rollcall.server.cli.command;

import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.PrivateFile;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Base of commands such as {@code rollcall role add}: opens the database, runs, and prints text or JSON. */
@Command(sortOptions = false, parameterListHeading = "%nArguments:%n", optionListHeading = "%nOptions:%n")
public abstract class FeatureCommand implements Callable<Integer> {
    private final Program program;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", order = 90, description = "Print JSON, one object per line, for scripts.")
    private boolean json;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Mixin
    private final CommonOptions.Create create = new CommonOptions.Create();

    @Mixin
    private final CommonOptions.Help help = new CommonOptions.Help();

    protected FeatureCommand(Program program) {
        this.program = program;
    }

    /**
     * Runs the command.
     *
     * @throws io.rollcall.server.kernel.Refusal if it fails; the reason is printed, and the program exits with code 1
     */
    protected abstract void run(Features features, CommandOutput output);

    /** Returns the problem with the arguments, which ends the program with exit code 2 before the command runs. */
    protected Optional<String> usageProblem() {
        return Optional.empty();
    }

    @Override
    public final Integer call() {
        usageProblem().ifPresent(problem -> {
            throw new CommandLine.ParameterException(spec.commandLine(), problem);
        });
        CommandOutput output = new CommandOutput(out(), json);
        return program.use(settings.load(), create.missing(), features -> {
            run(features, output);
            return ExitCode.OK;
        });
    }

    /** Returns standard output, for commands that write a file to it. All others print with {@link CommandOutput}. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Waits before the next poll. @return false if interrupted */
    protected static boolean pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    /** Returns standard error, for progress and warnings. */
    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Returns a file that only its owner can read. Warnings about it go to standard error. */
    protected final PrivateFile privateFile(String name) {
        return new PrivateFile(name, err());
    }
}
