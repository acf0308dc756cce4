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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program as users start it: a process with its settings in the environment. */
public record RollcallProgram(Map<String, String> settings) {
    private static final long TIMEOUT_SECONDS = 120;
    private static final Path STATE = Path.of("target", "state").toAbsolutePath();

    public RollcallProgram {
        settings = Map.copyOf(settings);
    }

    /** Returns the program with default settings, except the data folder and port. */
    public static RollcallProgram on(Path dataDir, int port) {
        return new RollcallProgram(
                Map.of("ROLLCALL_DATA_DIR", dataDir.toString(), "ROLLCALL_HTTP_PORT", Integer.toString(port)));
    }

    /** Returns the same program with an environment variable. */
    public RollcallProgram with(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new RollcallProgram(more);
    }

    /** Runs a command to its end. */
    public Finished run(String... arguments) {
        return runIn(Path.of(""), arguments);
    }

    /** Runs a command in another folder. */
    public Finished runIn(Path folder, String... arguments) {
        Process process = start(ClassArchive.flags(), folder, arguments);
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

    /** Starts the server and waits for its banner. */
    public ServingProgram serve() {
        return ServingProgram.awaited(start());
    }

    /** Starts a command, without waiting for anything. */
    public Process start(String... arguments) {
        return start(ClassArchive.flags(), Path.of(""), arguments);
    }

    /** Starts a command in another folder. @param flags of the JVM */
    Process start(List<String> flags, Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The two flags halve the startup time; tests need no fully optimized code.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(flags);
        command.add("-cp");
        command.add(classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add("io.rollcall.server.entry.Main");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Otherwise the JVM prints a line about it on standard error.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        // Separates the records of servers from those of other programs on this machine.
        builder.environment().put("XDG_STATE_HOME", STATE.toString());
        builder.environment().putAll(settings);
        builder.directory(folder.toAbsolutePath().toFile());
        try {
            return builder.redirectInput(new File("/dev/null")).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns this JVM's class path without the tests. */
    static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.endsWith("test-classes"))
                .toList();
    }

    /** Returns the folder of the embedded database. */
    public Path dataDir() {
        return Path.of(settings.get("ROLLCALL_DATA_DIR"));
    }

    /** Deletes the data, so that the next start is a first one. An unpacked MariaDB is kept, since unpacking takes long. */
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

    /** Returns the process of the embedded database, by the folder's pid file. */
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
