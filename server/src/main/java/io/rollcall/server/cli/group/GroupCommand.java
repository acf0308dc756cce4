package io.rollcall.server.cli.group;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.PrivateFile;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall group}: groups that identity providers push. */
@Command(
        name = "group",
        description = "List and export the SCIM groups of an organization, and map them to roles.",
        footer = {"", "Help on one: rollcall group map --help"})
public final class GroupCommand extends CommandGroup {
    private GroupCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new GroupCommand())
                .addSubcommand(new GroupRoleCommands.ListGroups(program))
                .addSubcommand(new GroupRoleCommands.MapGroup(program))
                .addSubcommand(new GroupRoleCommands.UnmapGroup(program))
                .addSubcommand(new GroupRoleCommands.Decide(program))
                .addSubcommand(new Export(program));
    }

    /** {@code rollcall group export}. */
    @Command(
            name = "export",
            description = {
                "Write an organization's groups with their members to a file, or to standard output.",
                "",
                "A line is a SCIM Group as JSON. Groups are exported also while they are off."
            },
            footer = {"", "Example: rollcall group export acme --output acme.groups.jsonl"})
    private static final class Export extends FeatureCommand {
        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        @Option(names = "--output", paramLabel = "FILE", description = "The file; by default standard output.")
        private Optional<String> file;

        Export(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            OrganizationId organization = argument.resolve(features).id();
            if (file.isEmpty()) {
                write(features, organization, out());
                return;
            }
            PrivateFile.Written written =
                    privateFile(file.get()).write(content -> write(features, organization, content));
            output.print(
                    new JsonLine()
                            .with("file", written.file().toString())
                            .with("groups", written.count())
                            .with("replaced", written.replaced()),
                    written.sentence("group", "groups"));
        }

        private static long write(Features features, OrganizationId organization, Writer content) {
            try {
                return features.groupExport().write(organization, content, Actor.operator());
            } catch (IOException failure) {
                throw Refusal.invalid("The groups cannot be written (" + failure.getMessage() + ").");
            }
        }
    }
}
