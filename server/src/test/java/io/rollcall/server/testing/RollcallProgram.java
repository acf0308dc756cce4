package io.rollcall.server.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as people start it: a process of its own, with its settings in the environment. */
public record RollcallProgram(Map<String, String> settings) {
    private static final long TIMEOUT_SECONDS = 120;
    private static final Path STATE = Path.of("target", "state").toAbsolutePath();

    public RollcallProgram {
        settings = Map.copyOf(settings);
    }

    /** With everything as it comes, except where the data lies and which port is listened on. */
    public static RollcallProgram on(Path dataDir, int port) {
        return new RollcallProgram(
                Map.of("ROLLCALL_DATA_DIR", dataDir.toString(), "ROLLCALL_HTTP_PORT", Integer.toString(port)));
    }

    /** The same with one variable of the environment set. */
    public RollcallProgram with(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new RollcallProgram(more);
    }

    /** Runs a command to its end. */
    public Finished run(String... arguments) {
        return runIn(Path.of(""), arguments);
    }

    /** The same in another folder. */
    public Finished runIn(Path folder, String... arguments) {
        Process process = start(folder, arguments);
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("'" + String.join(" ", arguments) + "' does not end");
            }
            return new Finished(process.exitValue(), text(process.getInputStream()), text(process.getErrorStream()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Starts to serve, and waits until the banner is there. */
    public ServingProgram serve() {
        return ServingProgram.awaited(start());
    }

    /** Starts a command, without waiting for anything. */
    public Process start(String... arguments) {
        return start(Path.of(""), arguments);
    }

    private Process start(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The two halve the start; nothing here depends on a JVM at its fastest.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.rollcall.server.entry.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // The JVM would print a line about it on standard error.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        // The records of servers are no other program's on this machine.
        builder.environment().put("XDG_STATE_HOME", STATE.toString());
        builder.environment().putAll(settings);
        builder.directory(folder.toAbsolutePath().toFile());
        try {
            return builder.redirectInput(new File("/dev/null")).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The folder of the embedded database. */
    public Path dataDir() {
        return Path.of(settings.get("ROLLCALL_DATA_DIR"));
    }

    /** Makes the next start a first one; a bundled MariaDB that was unpacked stays, since that takes long. */
    public void forgetData() {
        if (!Files.exists(dataDir())) {
            return;
        }
        try (Stream<Path> files = Files.walk(dataDir())) {
            files.filter(file -> !file.startsWith(dataDir().resolve("program")))
                    .sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The process of the embedded database, as the folder knows it. */
    public ProcessHandle mariaDb() {
        try {
            String pid = Files.readString(dataDir().resolve("mariadb.pid")).strip();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the embedded database's password from the data folder. */
    public String databasePassword() {
        try (Reader file = Files.newBufferedReader(dataDir().resolve("mariadb.properties"))) {
            Properties access = new Properties();
            access.load(file);
            return access.getProperty("password");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Exit code and output of a command. */
    public record Finished(int exitCode, String out, String err) {}
}
