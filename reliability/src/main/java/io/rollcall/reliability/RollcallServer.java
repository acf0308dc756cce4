package io.rollcall.reliability;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Process of the built server, which can be killed. */
public final class RollcallServer {
    /** The distribution of this build. */
    static final Path BUILT = Path.of("server", "target", "rollcall");

    /** Settings without rate limits, which traffic from one address would reach long before the server's capacity. */
    private static final Map<String, String> NO_LIMITS = Map.of(
            "ROLLCALL_LIMITS_ORGANIZATION_REQUESTS_PER_SECOND",
            "0",
            "ROLLCALL_LIMITS_ADDRESS_REQUESTS_PER_SECOND",
            "0",
            "ROLLCALL_LIMITS_SESSION_REQUESTS_PER_SECOND",
            "0",
            "ROLLCALL_LIMITS_ORGANIZATION_WRITTEN_MEBIBYTES_PER_DAY",
            "0");

    private static final Pattern TOKEN = Pattern.compile("Token +(rollcall_\\S+)");
    private static final long TIMEOUT_SECONDS = 90;
    private static final long POLL_MILLIS = 50;

    private final Process process;
    private final Path told;
    private final int port;

    private RollcallServer(Process process, Path told, int port) {
        this.process = process;
        this.told = told;
        this.port = port;
    }

    /** Starts the server without waiting; its output goes to files in the folder. */
    public static RollcallServer start(Path folder, int port, Map<String, String> environment) throws IOException {
        Map<String, String> unlimited = new HashMap<>(NO_LIMITS);
        unlimited.putAll(environment);
        return start(List.of(program(BUILT)), folder, port, unlimited);
    }

    /** Starts the server with default limits. @param command the program of a distribution, or what runs it */
    static RollcallServer start(List<String> command, Path folder, int port, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(folder);
        Path told = folder.resolve("server-" + port + ".out");
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(new File("/dev/null"));
        builder.environment().put("ROLLCALL_JAVA_OPTS", "-Xmx256m");
        builder.environment().put("ROLLCALL_HTTP_PORT", Integer.toString(port));
        builder.environment().put("ROLLCALL_HTTP_ADDRESS", "127.0.0.1");
        builder.environment().putAll(environment);
        builder.redirectOutput(told.toFile())
                .redirectError(
                        ProcessBuilder.Redirect.appendTo(log(folder, port).toFile()));
        Process process = builder.start();
        // An interrupted run must not leave a server behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new RollcallServer(process, told, port);
    }

    /** Returns a port below the ephemeral range, from which the database could get one while the server starts. */
    public static int freePort() {
        Random random = new Random();
        while (true) {
            int port = random.nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // try the next port
            }
        }
    }

    static String program(Path distribution) {
        return distribution.resolve("bin").resolve("rollcall").toAbsolutePath().toString();
    }

    static Path log(Path folder, int port) {
        return folder.resolve("server-" + port + ".log");
    }

    /** Returns the process id of the server, which is that of the start script, since that execs the JVM. */
    long pid() {
        return process.pid();
    }

    /** Runs a command. @return its output */
    public static String run(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(BUILT, folder, environment, arguments);
    }

    /** Runs a command of a distribution. @return its output */
    static String run(Path distribution, Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program(distribution)));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("commands.log").toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " fails; see " + folder.resolve("commands.log"));
        }
        return printed;
    }

    /** Waits until the banner is complete and the port responds. */
    public RollcallServer awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!Files.readString(told, StandardCharsets.UTF_8).contains("\n  Stop ") || !listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException("the server on port " + port + " does not start; see " + told);
            }
            Thread.sleep(POLL_MILLIS);
        }
        return this;
    }

    private boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns the token of the demo organization, which the first start on an embedded database prints. */
    String token() throws IOException {
        Matcher matcher = TOKEN.matcher(Files.readString(told, StandardCharsets.UTF_8));
        if (!matcher.find()) {
            throw new IllegalStateException("no token in " + told);
        }
        return matcher.group(1);
    }

    /** Sends SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGTERM and waits for the end of the process. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the server on port " + port + " does not stop");
        }
    }
}
