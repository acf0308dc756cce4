package io.rollcall.server.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.Webhook;
import io.rollcall.server.testing.FreePort;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sqlite.JDBC;

/** Receiver of examples/, which runs as a process in its own folder and keeps its table there. */
final class ExampleReceiver {
    static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();

    private static final JsonMapper JSON = new JsonMapper();

    private final Language language;
    private final Path folder;
    private final Path classes;
    private final int port = FreePort.next();

    /** Languages of the examples. */
    enum Language {
        JAVA(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
        NODE("node"),
        PYTHON("python3");

        private final String interpreter;

        Language(String interpreter) {
            this.interpreter = interpreter;
        }

        boolean isInstalled() throws InterruptedException {
            try {
                return new ProcessBuilder(interpreter, "--version")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException missing) {
                return false;
            }
        }

        /** Returns the command of a program, without its arguments. */
        private List<String> command(String program, Path classes) {
            return switch (this) {
                case JAVA ->
                    List.of(
                            interpreter,
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            classes + File.pathSeparator + libraries(),
                            program.equals("sign_in") ? "SignIn" : "Bootstrap");
                case NODE ->
                    List.of(
                            interpreter,
                            EXAMPLES.resolve("node/" + program + ".mjs").toString());
                case PYTHON ->
                    List.of(
                            interpreter,
                            "-B",
                            EXAMPLES.resolve("python/" + program + ".py").toString());
            };
        }
    }

    /** Row of the table; an empty text is a column without a value. */
    record Row(long version, String userName, String email, boolean active, String role) {}

    /** Program that ended. */
    record Ended(int code, String output) {}

    /** @param folder of its table @param classes folder of the compiled Java example */
    ExampleReceiver(Language language, Path folder, Path classes) {
        this.language = language;
        this.folder = folder;
        this.classes = classes;
    }

    /** Returns the class path of the libraries that examples/java/pom.xml names. */
    static String libraries() {
        return Stream.of(JsonMapper.class, JsonFactory.class, JsonProperty.class, Webhook.class, JDBC.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    String url() {
        return "http://127.0.0.1:" + port + "/webhooks";
    }

    /** Starts the receiver by its bootstrap. */
    Process bootstrap(Map<String, String> environment) throws IOException {
        return start("bootstrap", "bootstrap", environment);
    }

    /** Runs bootstrap again beside the receiver, on the port that it uses. */
    Ended secondBootstrap(Map<String, String> environment) throws IOException, InterruptedException {
        return ended(start("bootstrap", "second", environment), "second");
    }

    /** Runs the check of the product at sign-in. */
    Ended signIn(long organization, String userName) throws IOException, InterruptedException {
        return ended(start("sign_in", "sign_in", Map.of(), Long.toString(organization), userName), "sign_in");
    }

    private Ended ended(Process process, String log) throws IOException, InterruptedException {
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroy();
        }
        return new Ended(process.waitFor(), output(log));
    }

    private Process start(String program, String log, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(language.command(program, classes));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile());
        process.environment().put("PORT", Integer.toString(port));
        process.environment().putAll(environment);
        return process.redirectErrorStream(true)
                .redirectOutput(folder.resolve(log + ".log").toFile())
                .start();
    }

    /** Returns whether it listens and has stored the snapshot. */
    boolean isReady() {
        try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connection.isConnected() && output("bootstrap").contains("The snapshot is stored.");
        } catch (IOException early) {
            return false;
        }
    }

    String output(String log) throws IOException {
        return Files.readString(folder.resolve(log + ".log"));
    }

    /** Returns the row of a user; empty if there is none, or no table yet. */
    Optional<Row> row(String id) {
        return language == Language.NODE ? rowOfFile(id) : rowOfDatabase(id);
    }

    private Optional<Row> rowOfFile(String id) {
        Path file = folder.resolve("users.json");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            for (JsonNode row : JSON.readTree(file.toFile())) {
                if (row.path(0).asText().equals(id)) {
                    JsonNode user = row.path(1);
                    return Optional.of(new Row(
                            user.path("version").asLong(),
                            user.path("userName").asText(),
                            user.path("email").asText(),
                            user.path("active").asBoolean(),
                            user.path("role").asText()));
                }
            }
            return Optional.empty();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private Optional<Row> rowOfDatabase(String id) {
        Path file = folder.resolve("users.db");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement query = connection.prepareStatement("SELECT * FROM users WHERE id = ?")) {
            query.setString(1, id);
            ResultSet user = query.executeQuery();
            return user.next()
                    ? Optional.of(new Row(
                            user.getLong("version"),
                            text(user, "user_name"),
                            text(user, "email"),
                            user.getBoolean("active"),
                            text(user, "role")))
                    : Optional.empty();
        } catch (SQLException failure) {
            // The file is there before its table.
            return Optional.empty();
        }
    }

    private static String text(ResultSet user, String column) throws SQLException {
        return Optional.ofNullable(user.getString(column)).orElse("");
    }
}
