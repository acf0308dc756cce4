package io.rollcall.server.kernel;

/** Why a command cannot go on, as one plain sentence that says what to do; the program ends with exit code 1. */
public final class StartupProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartupProblem(String sentence) {
        super(sentence, null, false, false);
    }
}
