package io.rollcall.server.cli;

import picocli.CommandLine.Option;

/** The option of commands that need a database: whether to create a missing one. */
final class CreateOption {
    @Option(
            names = "--create",
            order = 91,
            description =
                    "Create an embedded database if there is none in the data folder; without it, that is refused.")
    private boolean create;

    Program.MissingDatabase missing() {
        return create ? Program.MissingDatabase.CREATE : Program.MissingDatabase.REFUSE;
    }
}
