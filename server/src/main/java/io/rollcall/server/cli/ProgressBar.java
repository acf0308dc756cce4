package io.rollcall.server.cli;

import java.io.PrintWriter;
import java.util.function.LongConsumer;
import picocli.CommandLine.Help.Ansi;

/** Shows a person at a terminal how far something long has come; says nothing elsewhere. */
final class ProgressBar implements LongConsumer, AutoCloseable {
    private static final int WIDTH = 30;

    private final PrintWriter terminal;
    private final boolean shown;
    private final long total;
    private final String what;

    private ProgressBar(PrintWriter terminal, boolean shown, long total, String what) {
        this.terminal = terminal;
        this.shown = shown;
        this.total = total;
        this.what = what;
    }

    /**
     * A bar on standard error.
     *
     * @param total what is to be reached; 0 where that is not known
     * @param what is counted, in the plural
     */
    static ProgressBar on(PrintWriter terminal, long total, String what) {
        return new ProgressBar(terminal, Ansi.AUTO.enabled(), total, what);
    }

    @Override
    public void accept(long done) {
        show(total, done, what);
    }

    /** Shows another bar in its place. */
    void show(long reached, long done, String counted) {
        if (shown) {
            terminal.print("\r" + line(reached, done, counted));
            terminal.flush();
        }
    }

    static String line(long total, long done, String what) {
        if (total == 0) {
            return "%,d %s".formatted(done, what);
        }
        int filled = (int) (WIDTH * Math.min(done, total) / total);
        return "[%s%s] %3d %%  %,d %s"
                .formatted(
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        100 * Math.min(done, total) / total,
                        done,
                        what);
    }

    @Override
    public void close() {
        if (shown) {
            terminal.println();
        }
    }
}
