package io.rollcall.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.rollcall.server.kernel.StartupProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parser of the configuration file, which rejects unknown keys. */
final class ConfigurationFile {
    private static final Set<ConfigValueType> TEXTS =
            Set.of(ConfigValueType.STRING, ConfigValueType.NUMBER, ConfigValueType.BOOLEAN);

    private final List<String> known;
    private final List<String> problems = new ArrayList<>();

    private ConfigurationFile(List<String> known) {
        this.known = known;
    }

    /**
     * Reads a file.
     *
     * @param variable the environment variable that names it
     * @param known the keys of all settings
     * @throws StartupProblem if the file cannot be read, or listing every invalid line
     */
    static Config read(String file, String variable, List<String> known) {
        if (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file))) {
            throw new StartupProblem("The configuration file " + file + " cannot be read. Check " + variable + ".");
        }
        try {
            Config config = ConfigFactory.parseFile(Path.of(file).toFile()).resolve();
            ConfigurationFile checked = new ConfigurationFile(known);
            checked.check(config.root(), List.of(), file);
            if (!checked.problems.isEmpty()) {
                throw new StartupProblem(String.join(" ", checked.problems));
            }
            return config;
        } catch (ConfigException malformed) {
            throw new StartupProblem(
                    "The configuration file " + file + " has a syntax error: " + malformed.getMessage());
        }
    }

    private void check(ConfigObject object, List<String> path, String file) {
        object.forEach((name, value) -> {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            String key = ConfigUtil.joinPath(below);
            if (known.contains(key)) {
                requireText(key, value, file);
            } else if (value instanceof ConfigObject inner && isPrefix(key)) {
                check(inner, below, file);
            } else {
                problems.add(where(value.origin(), file) + " unknown setting '" + key + "'."
                        + Suggestion.sentence(key, known));
            }
        });
    }

    private boolean isPrefix(String key) {
        return known.stream().anyMatch(setting -> setting.startsWith(key + "."));
    }

    private void requireText(String key, ConfigValue value, String file) {
        if (!TEXTS.contains(value.valueType())) {
            problems.add(where(value.origin(), file) + " the setting '" + key
                    + "' must be one text, number, true or false. Put a text in quotes.");
        }
    }

    /** Names the file, if it is an included one. */
    private static String where(ConfigOrigin origin, String file) {
        String name = Optional.ofNullable(origin.filename()).orElse(file);
        return "In " + name + (origin.lineNumber() > 0 ? ", line " + origin.lineNumber() + "," : "");
    }
}
