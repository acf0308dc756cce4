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

/** A program that serves, and what it has told the one who started it. */
public final class ServingProgram implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 120;
    private static final String LAST_HEADING = "  Stop ";

    /** Both streams are read at once; the common pool of a small machine has one thread. */
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

    /** Up to and with the paragraph after the headings. */
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
            // reported below with what was read
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
    public String told(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(banner);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in: " + banner);
        }
        return matcher.group(1);
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** How long it takes to end, from now. */
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

    /** With what it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Everything on standard error, once it has ended. */
    public String errors() {
        return errors.join();
    }

    /** Stops it as an operator does. By its handle: {@link Process#destroy} would throw away what it says on the way. */
    public void stop() {
        process.toHandle().destroy();
        awaitEnd();
    }

    @Override
    public void close() {
        stop();
    }
}
