package io.rollcall.server.cli;

import picocli.CommandLine.Option;

/** The option that every command has: what it is for. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            order = 92,
            usageHelp = true,
            description = "Show this help.")
    private boolean help;
}
