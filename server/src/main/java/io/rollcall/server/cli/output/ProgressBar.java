package io.rollcall.server.cli.output;

import io.rollcall.server.kernel.Plural;
import java.io.PrintWriter;
import java.util.function.LongConsumer;

/** Progress bar on standard error, shown only on a terminal. */
public final class ProgressBar implements LongConsumer, AutoCloseable {
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
     * Creates a bar.
     *
     * @param total the number at the end; 0 if it is not known, which shows a counter in place of a bar
     * @param noun what is counted, in the singular, such as {@code user}
     * @param dataOnOut whether the data goes to standard output
     */
    public static ProgressBar on(PrintWriter terminal, long total, String noun, boolean dataOnOut) {
        return new ProgressBar(terminal, Terminals.ofThisProcess().showProgress(dataOnOut), total, noun);
    }

    @Override
    public void accept(long done) {
        show(total, done, noun);
    }

    /** Shows a bar in place of the previous one. */
    public void show(long reached, long done, String counted) {
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

    /**
     * Standard streams that are terminals. Only the start script detects them; without it, both are false.
     *
     * @param out standard output
     * @param err standard error
     */
    record Terminals(boolean out, boolean err) {
        /** System property with the names of the streams, such as {@code out,err}. */
        static final String PROPERTY = "rollcall.terminals";

        static Terminals ofThisProcess() {
            String streams = System.getProperty(PROPERTY, "");
            return new Terminals(streams.contains("out"), streams.contains("err"));
        }

        /**
         * Returns whether to show progress on standard error.
         *
         * @param dataOnOut whether the data goes to standard output: on a terminal, the bar would be written over it
         */
        boolean showProgress(boolean dataOnOut) {
            return err && !(dataOnOut && out);
        }
    }
}
