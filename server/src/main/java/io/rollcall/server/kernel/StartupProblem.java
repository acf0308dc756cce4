package io.rollcall.server.kernel;

/** Fatal problem of a command, with a message that states cause and remedy. The program exits with code 1. */
public final class StartupProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartupProblem(String sentence) {
        super(sentence, null, false, false);
    }
}
