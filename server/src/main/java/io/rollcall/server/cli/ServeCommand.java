package io.rollcall.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** {@code rollcall serve}. */
@Command(name = "serve", description = "Serve SCIM over HTTP until Ctrl-C (the default command).")
final class ServeCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    ServeCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        program.serve(settings.load());
        return ExitCode.OK;
    }
}
