package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that works on the features, and answers in words or in JSON. */
@Command(sortOptions = false, parameterListHeading = "%nArguments:%n", optionListHeading = "%nOptions:%n")
abstract class FeatureCommand implements Callable<Integer> {
    private final Program program;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", order = 90, description = "Print JSON, one object a line, for scripts.")
    private boolean json;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Mixin
    private final CreateOption create = new CreateOption();

    @Mixin
    private final HelpOption help = new HelpOption();

    FeatureCommand(Program program) {
        this.program = program;
    }

    /** Does the work; what it throws is told to the person, and ends the program with exit code 1. */
    abstract void run(Features features, Answer answer);

    /** Says what is missing among the arguments, before anything is done; nothing, unless a command knows better. */
    Optional<String> usageProblem() {
        return Optional.empty();
    }

    @Override
    public final Integer call() {
        usageProblem().ifPresent(problem -> {
            throw new CommandLine.ParameterException(spec.commandLine(), problem);
        });
        Answer answer = new Answer(spec.commandLine().getOut(), json);
        return program.use(settings.load(), create.missing(), features -> {
            run(features, answer);
            return ExitCode.OK;
        });
    }
}
