package io.rollcall.server.cli;

/**
 * Which of the program's streams are terminals; only the start script can tell, so without it none is.
 *
 * @param out standard output
 * @param err standard error
 */
record Terminals(boolean out, boolean err) {
    /** Names the streams, such as {@code out,err}. */
    static final String PROPERTY = "rollcall.terminals";

    static Terminals ofThisProcess() {
        String streams = System.getProperty(PROPERTY, "");
        return new Terminals(streams.contains("out"), streams.contains("err"));
    }

    /**
     * Whether to show progress on standard error.
     *
     * @param dataOnOut whether the data goes to standard output: on a terminal, the bar would be written over it
     */
    boolean showProgress(boolean dataOnOut) {
        return err && !(dataOnOut && out);
    }
}
