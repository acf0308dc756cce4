package io.rollcall.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Server started by the script {@code bin/rollcall} of a built distribution, as operators do, on an embedded database. */
final class Distribution implements AutoCloseable {
    private static final long POLL_MILLIS = 5;
    private static final int PROBE_MILLIS = 1_000;
    private static final Pattern RESIDENT = Pattern.compile("(?m)^(Rss|Pss): +(\\d+) kB");
    private static final double KIBIBYTES = 1_024;

    private final Process process;
    private final int port;
    private final int opsPort;

    private Distribution(Process process, int port, int opsPort) {
        this.process = process;
        this.port = port;
        this.opsPort = opsPort;
    }

    /** Starts the server. @param home folder of the distribution @param data data folder */
    static Distribution start(Path home, Path data) throws IOException {
        int port = freePort();
        int opsPort = freePort();
        Map<String, String> settings = new HashMap<>(ServerSide.WITHOUT_LIMITS);
        settings.putAll(ServerSide.PATIENT);
        settings.putAll(Map.of(
                "http.port", Integer.toString(port),
                "ops.port", Integer.toString(opsPort),
                "data.dir", data.toString()));
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/rollcall").toString(), "serve"));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        Path log = data.resolveSibling("server.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new Distribution(process, port, opsPort);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until the server's readiness probe succeeds. */
    void awaitReady() throws InterruptedException {
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the server has ended; see server.log");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", opsPort), PROBE_MILLIS);
            socket.getOutputStream().write("GET /health/ready HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] response = socket.getInputStream().readAllBytes();
            return new String(response, StandardCharsets.US_ASCII).contains(" 200 ");
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Returns the milliseconds of CPU time of the server alone. */
    double serverCpu() {
        return Cpu.of(process.pid());
    }

    /** Returns the milliseconds of CPU time of the database. */
    double databaseCpu() {
        return databases().mapToDouble(Cpu::of).sum();
    }

    Memory serverMemory() {
        return Memory.of(process.pid());
    }

    Memory databaseMemory() {
        return databases().map(Memory::of).reduce(new Memory(0, 0), Memory::plus);
    }

    private Stream<Long> databases() {
        return process.toHandle().descendants().map(ProcessHandle::pid).filter(Cpu::isDatabase);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** Resident memory of a process in MiB: with all shared pages, and with its part of them. */
    record Memory(double resident, double proportional) {
        static Memory of(long pid) {
            try {
                String rollup = Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup"));
                return new Memory(field(rollup, "Rss"), field(rollup, "Pss"));
            } catch (IOException gone) {
                return new Memory(0, 0);
            }
        }

        private static double field(String rollup, String name) {
            return RESIDENT.matcher(rollup)
                    .results()
                    .filter(line -> line.group(1).equals(name))
                    .map((MatchResult line) -> Integer.parseInt(line.group(2)) / KIBIBYTES)
                    .findFirst()
                    .orElse(0.0);
        }

        Memory plus(Memory other) {
            return new Memory(resident + other.resident, proportional + other.proportional);
        }
    }
}
