package io.rollcall.server.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Running server process with its output. */
public final class ServingProgram implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 120;
    private static final String LAST_HEADING = "  Stop ";

    /** The two streams are read concurrently, for which the common pool of a small machine has too few threads. */
    private static final Executor THREAD_EACH = task -> {
        Thread reader = new Thread(task, "reader");
        reader.setDaemon(true);
        reader.start();
    };

    private final Process process;
    private final String banner;
    private final CompletableFuture<String> errors;

    private ServingProgram(Process process, String banner, CompletableFuture<String> errors) {
        this.process = process;
        this.banner = banner;
        this.errors = errors;
    }

    static ServingProgram awaited(Process process) {
        CompletableFuture<String> errors =
                CompletableFuture.supplyAsync(() -> rest(process.getErrorStream()), THREAD_EACH);
        CompletableFuture<String> banner =
                CompletableFuture.supplyAsync(() -> banner(process.inputReader()), THREAD_EACH);
        try {
            return new ServingProgram(process, banner.get(TIMEOUT_SECONDS, TimeUnit.SECONDS), errors);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            process.destroy();
            throw new AssertionError("does not start: " + errors.join(), failure);
        }
    }

    /** Returns the banner, up to the paragraph after the headings. */
    private static String banner(BufferedReader out) {
        StringBuilder text = new StringBuilder();
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                text.append(line).append('\n');
                if (line.startsWith(LAST_HEADING)) {
                    out.readLine();
                    return text.append(out.readLine())
                            .append('\n')
                            .append(out.ready() ? out.readLine() : "")
                            .toString();
                }
            }
        } catch (IOException brokenOff) {
            // reported below with the text so far
        }
        throw new IllegalStateException("ended after: " + text);
    }

    private static String rest(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException brokenOff) {
            return "";
        }
    }

    public String banner() {
        return banner;
    }

    /** Returns the match of the pattern's first group in the banner. */
    public String bannerMatch(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(banner);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in: " + banner);
        }
        return matcher.group(1);
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for the end of the process and returns how long it took. */
    public Duration awaitEnd() {
        long start = System.nanoTime();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("does not end");
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Returns the exit code of the ended process. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Returns the standard error of the ended process. */
    public String errors() {
        return errors.join();
    }

    /**
     * Stops the server like an operator. It uses the handle, because {@link Process#destroy} would discard the remaining
     * output.
     */
    public void stop() {
        process.toHandle().destroy();
        awaitEnd();
    }

    @Override
    public void close() {
        stop();
    }
}
