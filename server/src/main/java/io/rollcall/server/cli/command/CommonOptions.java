package io.rollcall.server.cli.command;

import picocli.CommandLine.Option;

/** Options that most commands share. Each nested class is a mixin. */
public final class CommonOptions {
    private CommonOptions() {}

    /** {@code --help}: prints the command's help. */
    public static final class Help {
        @Option(
                names = {"-h", "--help"},
                order = 92,
                usageHelp = true,
                description = "Show this help.")
        private boolean help;
    }

    /** {@code --create}: allows a command that needs a database to create a missing one. */
    public static final class Create {
        @Option(
                names = "--create",
                order = 91,
                description = "Create an embedded database if the data folder has none; without it, that is refused.")
        private boolean create;

        /** Returns how to handle a missing database. */
        public Program.MissingDatabase missing() {
            return create ? Program.MissingDatabase.CREATE : Program.MissingDatabase.REFUSE;
        }
    }
}
