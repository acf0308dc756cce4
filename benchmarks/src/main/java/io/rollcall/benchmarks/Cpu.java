package io.rollcall.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** CPU time of processes as Linux counts it, in milliseconds. */
final class Cpu {
    private static final double MILLIS_A_TICK = 10;

    /** Position in /proc/PID/stat, after the name in parentheses. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;

    private Cpu() {}

    static double of(long pid) {
        return stat(Path.of("/proc", Long.toString(pid), "stat")).orElse(0.0);
    }

    /** Returns the CPU time of a JVM's compiler threads. It must keep them, by {@code -XX:-UseDynamicNumberOfCompilerThreads}. */
    static double ofCompilers(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.filter(thread -> name(thread).matches("C[12] CompilerThre.*"))
                    .mapToDouble(thread -> stat(thread.resolve("stat")).orElse(0.0))
                    .sum();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the CPU time of all database servers on this machine; only one should be working. */
    static double ofDatabases() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process ->
                            isDatabase(Long.parseLong(process.getFileName().toString())))
                    .mapToDouble(process -> stat(process.resolve("stat")).orElse(0.0))
                    .sum();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static boolean isDatabase(long pid) {
        return name(Path.of("/proc", Long.toString(pid))).equals("mariadbd");
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException gone) {
            return "";
        }
    }

    private static Optional<Double> stat(Path file) {
        try {
            String text = Files.readString(file);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            return Optional.of((Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MILLIS_A_TICK);
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
