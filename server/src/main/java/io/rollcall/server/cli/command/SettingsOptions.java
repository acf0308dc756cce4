package io.rollcall.server.cli.command;

import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.StartupProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Option {@code --set KEY=VALUE} of every command, accepted before and after the names of commands. */
public final class SettingsOptions {
    private static final String NAME = "--set";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-s", NAME},
            order = 91,
            paramLabel = "KEY=VALUE",
            description = "A setting, such as http.port=9090; wins over the environment and the file. Repeatable.")
    private final Map<String, String> flags = new LinkedHashMap<>();

    /** Returns all settings. @throws CommandLine.ParameterException if a key is unknown */
    public Settings load() {
        Map<String, String> all = flags(command);
        all.forEach((key, value) -> {
            Settings.unknown(key).ifPresent(problem -> {
                throw new CommandLine.ParameterException(command.commandLine(), problem);
            });
            requireNoSecret(key, value);
        });
        return Settings.load(System.getenv(), all);
    }

    /** Returns the flags of a command and of its parents; the nearest wins. */
    private static Map<String, String> flags(CommandSpec command) {
        Map<String, String> all = new LinkedHashMap<>();
        Optional.ofNullable(command.parent()).ifPresent(parent -> all.putAll(flags(parent)));
        Optional.ofNullable(command.findOption(NAME))
                .map(option -> option.<Map<String, String>>getValue())
                .ifPresent(all::putAll);
        return all;
    }

    /** Refuses secrets: every user of the machine can read a command line, and the shell's history keeps it. */
    private static void requireNoSecret(String key, String value) {
        if (Settings.isSecret(key, value)) {
            String variable = Settings.environmentName(key);
            throw new StartupProblem(
                    "A secret does not belong on the command line, where others can read it. Set " + variable
                            + " instead of " + key + ", or " + variable + "_FILE to the name of a file that holds it.");
        }
    }
}
