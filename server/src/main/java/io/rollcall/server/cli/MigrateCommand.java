package io.rollcall.server.cli;

import io.rollcall.server.kernel.Plural;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall migrate}. */
@Command(name = "migrate", description = "Bring the database's schema up to date, and end; 'serve' does it too.")
final class MigrateCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Mixin
    private final CreateOption create = new CreateOption();

    @Spec
    private CommandSpec spec;

    MigrateCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        int applied = program.migrate(settings.load(), create.missing());
        PrintWriter out = spec.commandLine().getOut();
        out.println(applied == 0 ? "The schema is up to date." : "Applied " + Plural.of(applied, "migration") + ".");
        return ExitCode.OK;
    }
}
