package io.rollcall.server.cli;

import io.rollcall.server.kernel.Plural;
import java.io.PrintWriter;
import java.util.function.LongConsumer;

/** Shows a person at a terminal how far something long has come; says nothing elsewhere. */
final class ProgressBar implements LongConsumer, AutoCloseable {
    private static final int WIDTH = 30;

    private final PrintWriter terminal;
    private final boolean shown;
    private final long total;
    private final String noun;

    private ProgressBar(PrintWriter terminal, boolean shown, long total, String noun) {
        this.terminal = terminal;
        this.shown = shown;
        this.total = total;
        this.noun = noun;
    }

    /**
     * A bar on standard error.
     *
     * @param total what is to be reached; 0 where that is not known
     * @param noun of one thing, such as {@code user}
     * @param dataOnOut whether the data goes to standard output
     */
    static ProgressBar on(PrintWriter terminal, long total, String noun, boolean dataOnOut) {
        return new ProgressBar(terminal, Terminals.ofThisProcess().showProgress(dataOnOut), total, noun);
    }

    @Override
    public void accept(long done) {
        show(total, done, noun);
    }

    /** Shows another bar in its place. */
    void show(long reached, long done, String counted) {
        if (shown) {
            terminal.print("\r" + line(reached, done, counted));
            terminal.flush();
        }
    }

    static String line(long total, long done, String noun) {
        if (total == 0) {
            return Plural.of(done, noun);
        }
        int filled = (int) (WIDTH * Math.min(done, total) / total);
        return "[%s%s] %3d %%  %s"
                .formatted(
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        100 * Math.min(done, total) / total,
                        Plural.of(done, noun));
    }

    @Override
    public void close() {
        if (shown) {
            terminal.println();
        }
    }
}
