package io.rollcall.server.cli.audit;

import io.rollcall.server.audit.VerifiedChain;
import io.rollcall.server.audit.chain.ChainReport;
import io.rollcall.server.audit.chain.Checkpoint;
import io.rollcall.server.audit.chain.CheckpointJson;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationOption;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall audit verify}. */
@Command(
        name = "verify",
        description = {
            "Verify the hash chains of the audit log and of every organization's activity.",
            "",
            "It reads all entries, also while servers are running. It exits with 0 if all chains are intact, and with 1 and a"
                    + " sentence for each broken chain. A chain that was truncated at its end, or recomputed, is detected"
                    + " only with a checkpoint that was kept outside the database: 'rollcall audit checkpoint'."
        },
        footer = {"", "Example: rollcall audit verify --checkpoint 2026-01-31.json"})
final class VerifyAudit extends FeatureCommand {
    @Option(names = "--checkpoint", paramLabel = "FILE", description = "Compare the chains with that checkpoint, too.")
    private Optional<Path> checkpoint;

    @Mixin
    private final OrganizationOption organization = new OrganizationOption();

    VerifyAudit(Program program) {
        super(program);
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        Optional<Checkpoint> kept = checkpoint.map(VerifyAudit::read);
        Optional<OrganizationId> only = organization.resolve(features).map(one -> one.id());
        features.chainers().run();
        List<VerifiedChain> verified = features.verification().run(only, kept, Actor.operator());
        Table table = new Table("CHAIN", "ENTRIES", "PRUNED", "ERASED", "NOT CHAINED YET", "RESULT");
        verified.forEach(chain -> addRow(table, chain));
        output.printAll(
                verified.stream().map(chain -> JsonLine.of(chain.json())).toList(), table, "There are no chains.");
        List<String> problems =
                verified.stream().flatMap(chain -> chain.problem().stream()).toList();
        if (!problems.isEmpty()) {
            throw Refusal.conflict(problems.stream().collect(Collectors.joining(System.lineSeparator())));
        }
        output.note(verified.size() == 1 ? "The chain is intact." : "All " + verified.size() + " chains are intact.");
    }

    private static void addRow(Table table, VerifiedChain chain) {
        ChainReport report = chain.report();
        table.row(
                chain.name(),
                Long.toString(report.end().position()),
                Long.toString(report.begins() + report.pruned()),
                Long.toString(report.erased()),
                Long.toString(report.waiting()),
                report.isIntact() ? "intact" : "broken");
    }

    private static Checkpoint read(Path file) {
        try {
            return CheckpointJson.read(Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw Refusal.invalid("There is no file " + file + ".");
        } catch (IOException failure) {
            throw Refusal.invalid("The file " + file + " cannot be read as text.");
        }
    }
}
