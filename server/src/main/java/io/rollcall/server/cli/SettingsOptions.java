package io.rollcall.server.cli;

import io.rollcall.server.config.Settings;
import io.rollcall.server.kernel.StartupProblem;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that every command has: settings on the command line. */
final class SettingsOptions {
    @Option(
            names = {"-s", "--set"},
            order = 91,
            paramLabel = "KEY=VALUE",
            description = "A setting, such as http.port=9090; wins over the environment and the file.")
    private final Map<String, String> flags = new HashMap<>();

    Settings load() {
        flags.forEach(SettingsOptions::requireNoSecret);
        return Settings.load(System.getenv(), flags);
    }

    /** Whatever stands on a command line can be read by every user of the machine, and stays in the shell's history. */
    private static void requireNoSecret(String key, String value) {
        if (Settings.isSecret(key, value)) {
            String variable = Settings.environmentName(key);
            throw new StartupProblem(
                    "A secret does not belong on the command line, where others can read it. Set " + variable
                            + " instead of " + key + ", or " + variable + "_FILE to the name of a file that holds it.");
        }
    }
}
