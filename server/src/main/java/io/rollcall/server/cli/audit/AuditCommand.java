package io.rollcall.server.cli.audit;

import io.rollcall.server.audit.chain.Checkpoint;
import io.rollcall.server.audit.chain.CheckpointJson;
import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.PrivateFile;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code rollcall audit}: the audit log of the whole installation. */
@Command(
        name = "audit",
        description = {
            "Read and verify the audit log: administrative events of the whole installation.",
            "",
            "It outlives the organizations that it names. What happened to users is in 'rollcall activity'."
        },
        footer = {"", "Help on one: rollcall audit list --help"})
public final class AuditCommand extends CommandGroup {
    private AuditCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new AuditCommand())
                .addSubcommand(new ListAudit(program))
                .addSubcommand(new ExportAudit(program))
                .addSubcommand(new VerifyAudit(program))
                .addSubcommand(new CreateCheckpoint(program));
    }

    /** {@code rollcall audit checkpoint}. */
    @Command(
            name = "checkpoint",
            description = {
                "Print the end of every chain as one line of JSON: position, hash and time of the newest entry.",
                "",
                "Keep it where nobody who can write to the database can change it. 'rollcall audit verify --checkpoint'"
                        + " proves later that each chain still begins with these entries."
            },
            footer = {"", "Example: rollcall audit checkpoint --output 2026-01-31.json"})
    private static final class CreateCheckpoint extends FeatureCommand {
        @Option(names = "--output", paramLabel = "FILE", description = "The file; by default standard output.")
        private Optional<String> file;

        CreateCheckpoint(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            features.chainers().run();
            Checkpoint checkpoint = features.verification().checkpoint();
            String line = CheckpointJson.write(checkpoint);
            if (file.isEmpty()) {
                out().println(line);
                return;
            }
            PrivateFile.Written written = privateFile(file.get()).write(content -> {
                content.write(line + "\n");
                return checkpoint.heads().size();
            });
            output.print(
                    new JsonLine()
                            .with("file", written.file().toString())
                            .with("chains", written.count())
                            .with("replaced", written.replaced()),
                    written.sentence("end of a chain", "ends of chains"));
        }
    }
}
