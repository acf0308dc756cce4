package io.rollcall.reliability.hostile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Monitor of the server's process and liveness probe, with a sample every second. */
final class Vitals {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PROBE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
    private static final Pattern HEAP = Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\".*?} (\\S+)$");
    private static final int OK = 200;
    private static final int MEBI = 1_048_576;

    private final long pid;
    private final int opsPort;
    private final Path log;
    private final List<Sample> samples = new CopyOnWriteArrayList<>();
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final Thread thread = new Thread(this::run, "vitals");

    /** Sample. @param live whether the probe returned 200 within its timeout */
    record Sample(long at, boolean live, int rssMebibytes, int descriptors, int threads) {}

    private Vitals(long pid, int opsPort, Path log) {
        this.pid = pid;
        this.opsPort = opsPort;
        this.log = log;
    }

    static Vitals start(long pid, int opsPort, Path log) {
        Vitals vitals = new Vitals(pid, opsPort, log);
        vitals.thread.setDaemon(true);
        vitals.thread.start();
        return vitals;
    }

    void stop() throws InterruptedException {
        going.set(false);
        thread.join();
    }

    List<Sample> between(long from, long to) {
        return samples.stream()
                .filter(sample -> sample.at() >= from && sample.at() < to)
                .toList();
    }

    boolean alive() {
        return ProcessHandle.of(pid).isPresent();
    }

    long logBytes() throws IOException {
        return Files.size(log);
    }

    boolean outOfMemory() throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.contains("OutOfMemoryError"));
        }
    }

    /** Returns the heap in MiB after a collection, or -1 if the server does not report it. */
    long heapMebibytes() throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor(20, TimeUnit.SECONDS);
        try (KeepAliveConnection ops = ops()) {
            Matcher heap = HEAP.matcher(ops.send(get("/metrics")).body());
            double bytes = 0;
            while (heap.find()) {
                bytes += Double.parseDouble(heap.group(1));
            }
            return Math.round(bytes / MEBI);
        } catch (IOException noAnswer) {
            return -1;
        }
    }

    private KeepAliveConnection ops() {
        return new KeepAliveConnection("127.0.0.1", opsPort, Optional.empty());
    }

    private byte[] get(String path) {
        return Target.bytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private void run() {
        long next = System.nanoTime();
        try {
            while (going.get()) {
                samples.add(look());
                next = Math.max(System.nanoTime(), next + EVERY_NANOS);
                TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a sample. Each probe uses a new connection, like an orchestrator's. */
    private Sample look() {
        long now = System.nanoTime();
        boolean live;
        try (KeepAliveConnection ops = ops()) {
            live = ops.send(get("/health/live")).status() == OK && System.nanoTime() - now < PROBE_TIMEOUT_NANOS;
        } catch (IOException | RuntimeException failure) {
            live = false;
        }
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
            return new Sample(now, live, find(RSS, status) / 1_024, descriptors(), find(THREADS, status));
        } catch (IOException ended) {
            return new Sample(now, false, 0, 0, 0);
        }
    }

    private int descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return (int) open.count();
        }
    }

    private static int find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
