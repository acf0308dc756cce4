package io.rollcall.server.cli;

import io.rollcall.server.cli.access.AccessCommand;
import io.rollcall.server.cli.activity.ActivityCommand;
import io.rollcall.server.cli.administrator.AdministratorCommand;
import io.rollcall.server.cli.audit.AuditCommand;
import io.rollcall.server.cli.client.ClientCommand;
import io.rollcall.server.cli.command.CommonOptions;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.SettingsOptions;
import io.rollcall.server.cli.event.EventCommand;
import io.rollcall.server.cli.group.GroupCommand;
import io.rollcall.server.cli.key.KeyCommand;
import io.rollcall.server.cli.organization.OrganizationCommand;
import io.rollcall.server.cli.rehearsal.RehearseCommand;
import io.rollcall.server.cli.role.RoleCommand;
import io.rollcall.server.cli.secret.SecretCommand;
import io.rollcall.server.cli.token.TokenCommand;
import io.rollcall.server.cli.user.UserCommand;
import io.rollcall.server.cli.webhook.WebhookCommand;
import io.rollcall.server.kernel.Plural;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rollcall}: the root of the command line. It serves if no command is named. */
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

    /** Returns a command line with {@code serve} only; building the other commands takes a tenth of the start-up. */
    public static CommandLine serving(Program program) {
        CommandLine commands = new CommandLine(new RollcallCommand(program)).addSubcommand(new Serve(program));
        ErrorOutput.install(commands);
        return commands;
    }

    /** Returns a command line with all commands. */
    public static CommandLine of(Program program) {
        return serving(program)
                .addSubcommand(new Migrate(program))
                .addSubcommand(OrganizationCommand.of(program))
                .addSubcommand(TokenCommand.of(program))
                .addSubcommand(ClientCommand.of(program))
                .addSubcommand(new RehearseCommand(program))
                .addSubcommand(RoleCommand.of(program))
                .addSubcommand(UserCommand.of(program))
                .addSubcommand(GroupCommand.of(program))
                .addSubcommand(ActivityCommand.of(program))
                .addSubcommand(AuditCommand.of(program))
                .addSubcommand(EventCommand.of(program))
                .addSubcommand(WebhookCommand.of(program))
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

    /** {@code rollcall serve}. */
    @Command(name = "serve", description = "Serve SCIM over HTTP until Ctrl-C (the default command).")
    private static final class Serve implements Callable<Integer> {
        private final Program program;

        @Mixin
        private final CommonOptions.Help help = new CommonOptions.Help();

        @Mixin
        private final SettingsOptions settings = new SettingsOptions();

        Serve(Program program) {
            this.program = program;
        }

        @Override
        public Integer call() {
            program.serve(settings.load());
            return ExitCode.OK;
        }
    }

    /** {@code rollcall migrate}. */
    @Command(name = "migrate", description = "Migrate the database's schema to this version; 'serve' does it, too.")
    private static final class Migrate implements Callable<Integer> {
        private final Program program;

        @Mixin
        private final CommonOptions.Help help = new CommonOptions.Help();

        @Mixin
        private final SettingsOptions settings = new SettingsOptions();

        @Mixin
        private final CommonOptions.Create create = new CommonOptions.Create();

        @Spec
        private CommandSpec spec;

        Migrate(Program program) {
            this.program = program;
        }

        @Override
        public Integer call() {
            int applied = program.migrate(settings.load(), create.missing());
            spec.commandLine()
                    .getOut()
                    .println(
                            applied == 0
                                    ? "The schema is up to date."
                                    : "Applied " + Plural.of(applied, "migration") + ".");
            return ExitCode.OK;
        }
    }
}
