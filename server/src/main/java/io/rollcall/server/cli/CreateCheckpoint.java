package io.rollcall.server.cli;

import io.rollcall.server.audit.chain.Checkpoint;
import io.rollcall.server.audit.chain.CheckpointJson;
import io.rollcall.server.cli.Program.Features;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall audit checkpoint}. */
@Command(
        name = "checkpoint",
        description = {
            "Print the present end of every chain, as one line of JSON: position, hash and time of the newest entry.",
            "",
            "Keep it where nobody who can write to the database can change it. 'rollcall audit verify --checkpoint'"
                    + " proves later that each chain still begins so."
        },
        footer = {"", "Example: rollcall audit checkpoint --output 2026-01-31.json"})
final class CreateCheckpoint extends FeatureCommand {
    @Spec
    private CommandSpec spec;

    @Option(names = "--output", paramLabel = "FILE", description = "The file; standard output if none is named.")
    private Optional<String> output;

    CreateCheckpoint(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        features.chainers().run();
        Checkpoint checkpoint = features.verification().checkpoint();
        String line = CheckpointJson.write(checkpoint);
        if (output.isEmpty()) {
            spec.commandLine().getOut().println(line);
            return;
        }
        PrivateFile.Written written = new PrivateFile(
                        output.get(), spec.commandLine().getErr())
                .write(file -> {
                    file.write(line + "\n");
                    return checkpoint.heads().size();
                });
        answer.give(
                new Json()
                        .with("file", written.file().toString())
                        .with("chains", written.count())
                        .with("replaced", written.replaced()),
                written.sentence("end of a chain", "ends of chains"));
    }
}
