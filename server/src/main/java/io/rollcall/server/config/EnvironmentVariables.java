package io.rollcall.server.config;

import io.rollcall.server.kernel.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings in environment variables: {@code ROLLCALL_*} with the value, or {@code ROLLCALL_*_FILE} with the path of a file that
 * contains it.
 */
final class EnvironmentVariables {
    /** The variable with the path of the configuration file. */
    static final String FILE = "ROLLCALL_CONFIG_FILE";

    private static final String PREFIX = "ROLLCALL_";
    private static final String IN_FILE = "_FILE";
    private static final String TESTS = PREFIX + "TEST_";

    /** Variables that are not settings. */
    private static final Set<String> OTHERS = Set.of(FILE, "ROLLCALL_JAVA_OPTS");

    /**
     * Kubernetes sets such variables in every container for each service; those of a service named {@code rollcall} have our
     * prefix.
     */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("ROLLCALL_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT_\\d+_(TCP|UDP|SCTP)(_\\w+)?)");

    private static final Pattern SERVICE_PORT = Pattern.compile("ROLLCALL_(\\w+_)?PORT");
    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.+:\\d+");

    private final Map<String, String> environment;
    private final List<String> keys;

    /** @param keys the keys of all settings */
    EnvironmentVariables(Map<String, String> environment, List<String> keys) {
        this.environment = Map.copyOf(environment);
        this.keys = List.copyOf(keys);
    }

    /** Returns the environment variable of a key: {@code http.port} is {@code ROLLCALL_HTTP_PORT}. */
    static String name(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * Returns the values by their keys.
     *
     * @throws StartupProblem if a variable with our prefix is not a setting, or a file cannot be read
     */
    Map<String, String> settings() {
        requireKnown();
        Map<String, String> settings = new TreeMap<>();
        for (String key : keys) {
            String name = name(key);
            Optional.ofNullable(environment.get(name))
                    .filter(value -> !isServiceLink(name, value))
                    .or(() -> Optional.ofNullable(environment.get(name + IN_FILE))
                            .map(file -> contentOf(name + IN_FILE, file)))
                    .ifPresent(value -> settings.put(key, value));
        }
        return settings;
    }

    private void requireKnown() {
        Set<String> known =
                keys.stream().map(EnvironmentVariables::name).collect(Collectors.toCollection(TreeSet::new));
        String problems = new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(variable -> isOurs(variable.getKey()))
                        .filter(variable -> !isKnown(known, variable.getKey()))
                        .filter(variable -> !isServiceLink(variable.getKey(), variable.getValue()))
                        .map(variable -> "Unknown environment variable " + variable.getKey() + "."
                                + suggestion(variable.getKey(), known))
                        .collect(Collectors.joining(" "));
        if (!problems.isEmpty()) {
            throw new StartupProblem(problems);
        }
    }

    private static boolean isOurs(String name) {
        return name.startsWith(PREFIX) && !name.startsWith(TESTS) && !OTHERS.contains(name);
    }

    private static boolean isKnown(Set<String> settings, String name) {
        return settings.contains(name)
                || name.endsWith(IN_FILE) && settings.contains(name.substring(0, name.length() - IN_FILE.length()));
    }

    private static String suggestion(String name, Set<String> settings) {
        Set<String> possible = new TreeSet<>(settings);
        possible.addAll(OTHERS);
        if (name.endsWith(IN_FILE)) {
            settings.forEach(setting -> possible.add(setting + IN_FILE));
        }
        return Suggestion.sentence(name, possible);
    }

    /** Kubernetes sets {@code ROLLCALL_OPS_PORT}, too, for a service named {@code rollcall-ops}; only its value tells. */
    private static boolean isServiceLink(String name, String value) {
        return SERVICE_LINK.matcher(name).matches()
                || SERVICE_PORT.matcher(name).matches()
                        && SERVICE_ADDRESS.matcher(value).matches();
    }

    private static String contentOf(String variable, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new StartupProblem("The file " + file + " that " + variable + " points to cannot be read.");
        }
    }
}
