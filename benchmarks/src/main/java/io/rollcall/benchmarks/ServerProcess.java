package io.rollcall.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Process of the measured server, which is controlled by commands on its standard input. */
final class ServerProcess implements AutoCloseable {
    private static final String REPLY = "=> ";

    private final Process process;
    private final BufferedReader replies;
    private final PrintWriter orders;
    private final int port;

    private ServerProcess(Process process) {
        this.process = process;
        this.replies = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.port = Integer.parseInt(reply());
    }

    /**
     * Starts this build's server, with the prefix command in {@code -Dserver.by}, such as {@code nice}.
     *
     * @param flags JVM flags, followed by those of {@code ROLLCALL_JAVA_OPTS}
     */
    static ServerProcess start(List<String> flags) throws IOException {
        return start(flags, System.getProperty("java.class.path"), Path.of(""), "");
    }

    /**
     * Starts another build's server.
     *
     * @param classPath the other build's {@code benchmarks} jar and libraries
     * @param directory parent of the embedded database's folder {@code data}
     * @param variable an environment variable, such as {@code NAME=VALUE}; empty for none
     */
    static ServerProcess start(List<String> flags, String classPath, Path directory, String variable)
            throws IOException {
        List<String> command =
                new ArrayList<>(List.of(System.getProperty("server.by", "").split(" ")));
        command.removeIf(String::isEmpty);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(
                Stream.of(System.getenv().getOrDefault("ROLLCALL_JAVA_OPTS", "").split(" "))
                        .filter(flag -> !flag.isEmpty())
                        .toList());
        command.addAll(List.of("-cp", classPath, ServerSide.class.getName()));
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .redirectError(new File(System.getProperty("java.io.tmpdir"), "rollcall-benchmark-server.log"));
        if (!variable.isEmpty()) {
            String[] nameAndValue = variable.split("=", 2);
            process.environment().put(nameAndValue[0], nameAndValue[1]);
        }
        return new ServerProcess(process.start());
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    double cpu() {
        return Cpu.of(process.pid());
    }

    double compilerCpu() {
        return Cpu.ofCompilers(process.pid());
    }

    /** Returns the CPU time of the embedded database, a child of the server; otherwise of every database on this machine. */
    double databaseCpu() {
        List<Long> embedded = process.toHandle()
                .descendants()
                .map(ProcessHandle::pid)
                .filter(Cpu::isDatabase)
                .toList();
        return embedded.isEmpty()
                ? Cpu.ofDatabases()
                : embedded.stream().mapToDouble(Cpu::of).sum();
    }

    String order(String order) {
        orders.println(order);
        return reply();
    }

    private String reply() {
        try {
            for (String line = replies.readLine(); line != null; line = replies.readLine()) {
                if (line.startsWith(REPLY)) {
                    return line.substring(REPLY.length());
                }
            }
            throw new IllegalStateException("the server has ended; see rollcall-benchmark-server.log");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        orders.println("quit");
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
