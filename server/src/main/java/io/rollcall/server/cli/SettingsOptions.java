package io.rollcall.server.cli;

import io.rollcall.server.config.Settings;
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
        return Settings.load(System.getenv(), flags);
    }
}
