package io.rollcall.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** {@code rollcall}: serves where no other command is named. */
@Command(
        name = "rollcall",
        mixinStandardHelpOptions = true,
        version = "Rollcall 0.1.0",
        description = "A SCIM 2.0 server that identity providers such as Okta provision users and their roles into.",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Settings come from the environment (ROLLCALL_HTTP_PORT, ROLLCALL_DATA_DIR, ROLLCALL_DATABASE_URL, ...),",
            "from a file that ROLLCALL_CONFIG_FILE names, or from --set."
        },
        subcommands = {HelpCommand.class})
public final class RollcallCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    private RollcallCommand(Program program) {
        this.program = program;
    }

    /** The same for arguments whose command is {@code serve}: all the others would take a tenth of a server's start. */
    public static CommandLine serving(Program program) {
        CommandLine commands = new CommandLine(new RollcallCommand(program)).addSubcommand(new ServeCommand(program));
        ErrorOutput.install(commands);
        return commands;
    }

    /** The command line of a program, ready to execute. */
    public static CommandLine of(Program program) {
        return serving(program)
                .addSubcommand(new MigrateCommand(program))
                .addSubcommand(OrganizationCommand.of(program))
                .addSubcommand(TokenCommand.of(program))
                .addSubcommand(RoleCommand.of(program))
                .addSubcommand(UserCommand.of(program))
                .addSubcommand(ActivityCommand.of(program))
                .addSubcommand(AuditCommand.of(program))
                .addSubcommand(KeyCommand.of(program))
                .addSubcommand(AdministratorCommand.of(program))
                .addSubcommand(SecretCommand.of(program))
                .addSubcommand(AccessCommand.of(program));
    }

    @Override
    public Integer call() {
        program.serve(settings.load());
        return ExitCode.OK;
    }
}
