package io.rollcall.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rollcall.server.kernel.StartupProblem;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Settings of the program, in ascending precedence: {@code defaults.conf}, configuration file, environment, command-line flags.
 * Each feature reads its own into a record. Problems are collected and reported together.
 */
public final class Settings {
    private static final String TRUE = "true";
    private static final Set<String> FLAG = Set.of(TRUE, "false");
    private static final Set<String> SECRETS =
            Set.of("database.password", "http.tls.key-password", "audit.otlp.headers");

    /** A URL with a user, and possibly a password, before its host. */
    private static final Pattern URL_WITH_USER = Pattern.compile("://[^/]*@");

    private final Config chosen;
    private final Config values;
    private final Set<String> problems = new LinkedHashSet<>();

    /** @param chosen the settings without defaults */
    private Settings(Config chosen, Config defaults) {
        this.chosen = chosen;
        this.values = chosen.withFallback(defaults);
    }

    /**
     * Loads the settings.
     *
     * @param environment the process's environment
     * @param flags values of command-line flags by their keys
     * @throws StartupProblem if a file cannot be read or a flag is no setting
     */
    public static Settings load(Map<String, String> environment, Map<String, String> flags) {
        Config defaults = defaults();
        List<String> known = keys(defaults);
        Map<String, Object> overrides = new TreeMap<>(new EnvironmentVariables(environment, known).settings());
        flags.forEach((key, value) -> {
            unknown(key).ifPresent(problem -> {
                throw new StartupProblem(problem);
            });
            overrides.put(key, value);
        });
        Config file = Optional.ofNullable(environment.get(EnvironmentVariables.FILE))
                .map(name -> ConfigurationFile.read(name, EnvironmentVariables.FILE, known))
                .orElseGet(ConfigFactory::empty);
        return new Settings(ConfigFactory.parseMap(overrides).withFallback(file), defaults);
    }

    /** Returns an error message if the key is not a setting; empty if it is. */
    public static Optional<String> unknown(String key) {
        List<String> known = keys();
        return known.contains(key)
                ? Optional.empty()
                : Optional.of("Unknown setting '" + key + "'."
                        + Suggestion.closest(key, known)
                                .map(name -> " Did you mean " + name + "?")
                                .orElseGet(() -> " The settings are: " + String.join(", ", known) + "."));
    }

    /** Returns every setting's key, in alphabetical order. */
    public static List<String> keys() {
        return keys(defaults());
    }

    /** Returns the environment variable of a key: {@code http.port} is {@code ROLLCALL_HTTP_PORT}. */
    public static String environmentName(String key) {
        return EnvironmentVariables.name(key);
    }

    /** Returns whether the value is secret: a password, or a URL that contains one. */
    public static boolean isSecret(String key, String value) {
        return SECRETS.contains(key)
                || value.toLowerCase(Locale.ROOT).contains("password=")
                || URL_WITH_USER.matcher(value).find();
    }

    /** Returns every setting's default value by its key. */
    public static Map<String, String> defaultValues() {
        return values(defaults());
    }

    /** Returns every setting's value by its key, including secrets. */
    public Map<String, String> values() {
        return values(values);
    }

    private static Map<String, String> values(Config config) {
        return keys().stream().collect(Collectors.toMap(key -> key, config::getString));
    }

    private static Config defaults() {
        return ConfigFactory.parseResources(Settings.class, "defaults.conf");
    }

    private static List<String> keys(Config config) {
        return config.entrySet().stream().map(Map.Entry::getKey).sorted().toList();
    }

    /** Returns whether the file, the environment or a flag sets the key. */
    public boolean isSet(String key) {
        return chosen.hasPath(key);
    }

    /** Returns the same settings with different defaults for some keys. */
    public Settings withDefaults(Map<String, String> others) {
        return new Settings(
                chosen, ConfigFactory.parseMap(new TreeMap<>(others)).withFallback(defaults()));
    }

    /** Returns a text, which may not be empty. */
    public String text(String key) {
        String value = secret(key);
        if (value.isBlank()) {
            problems.add(key + " is empty");
        }
        return value;
    }

    /** Returns a text, which may be empty. */
    public String secret(String key) {
        return values.getString(key);
    }

    /** Returns a text; an empty one is absent. */
    public Optional<String> optionalText(String key) {
        return Optional.of(values.getString(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** Returns the items of a comma-separated list. */
    public List<String> texts(String key) {
        return Arrays.stream(values.getString(key).split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Returns a value that must be one of the words. */
    public String choice(String key, Set<String> words) {
        String value = values.getString(key).strip();
        if (!words.contains(value)) {
            problems.add(key + " is '" + value + "', but must be one of "
                    + words.stream().sorted().collect(Collectors.joining(", ")));
        }
        return value;
    }

    /** Returns whether a value is {@code true}. It must be that or {@code false}. */
    public boolean flag(String key) {
        return choice(key, FLAG).equals(TRUE);
    }

    /** Returns a whole number within bounds. */
    public int integer(String key, int least, int most) {
        String text = values.getString(key).strip();
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException noNumber) {
            // not a number; reported below
        }
        problems.add(key + " is '" + text + "', but must be a whole number from " + least + " to " + most);
        return least;
    }

    /** Adds a problem that a feature finds in its settings. */
    public void problem(String sentence) {
        problems.add(sentence);
    }

    /** @throws StartupProblem listing all problems of the settings read so far */
    public void requireValid() {
        if (!problems.isEmpty()) {
            throw new StartupProblem("Invalid configuration: " + String.join("; ", problems) + ".");
        }
    }
}
