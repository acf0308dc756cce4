package io.rollcall.server.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Base of commands that only have sub-commands, such as {@code rollcall role}. */
@Command(synopsisSubcommandLabel = "COMMAND", optionListHeading = "%nOptions:%n", commandListHeading = "%nCommands:%n")
public abstract class CommandGroup implements Runnable {
    @Mixin
    private final CommonOptions.Help help = new CommonOptions.Help();

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public final void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "Say what to do: " + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}
