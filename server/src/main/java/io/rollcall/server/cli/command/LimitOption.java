package io.rollcall.server.cli.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Option {@code --limit}: the maximum number of results that a command lists. */
public final class LimitOption {
    private final int most;

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            description = "The maximum number of results; ${DEFAULT-VALUE} by default.")
    private int limit;

    /** @param usual the limit without the option @param most the highest limit */
    public LimitOption(int usual, int most) {
        this.limit = usual;
        this.most = most;
    }

    public int value() {
        return limit;
    }

    /** Returns the problem with the option; empty if it is valid. */
    public Optional<String> problem() {
        return limit < 1 || limit > most
                ? Optional.of("--limit is " + limit + ", but must be a number from 1 to " + most + ".")
                : Optional.empty();
    }
}
