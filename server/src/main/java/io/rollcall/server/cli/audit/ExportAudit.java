package io.rollcall.server.cli.audit;

import io.rollcall.server.audit.AuditExport;
import io.rollcall.server.audit.AuditExport.Period;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.PeriodOptions;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.PrivateFile;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall audit export}. */
@Command(
        name = "export",
        description = {
            "Write the audit log as JSON Lines, in the order of its hash chain, to a file or to standard output.",
            "",
            "An entry joins the chain about a minute after it was recorded, and is exported from then on. Each line has its"
                    + " position: --after continues after the last one that you have, without gaps."
        },
        footer = {"", "Example: rollcall audit export --follow --after 1041 >> audit.jsonl"})
final class ExportAudit extends FeatureCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ExportAudit.class);
    private static final Duration PAUSE = Duration.ofMillis(1_000);

    @Mixin
    private final PeriodOptions period = new PeriodOptions();

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            defaultValue = "" + AuditExport.BEGINNING,
            description = "Start after the entry at that position.")
    private long after;

    @Option(names = "--output", paramLabel = "FILE", description = "The file; by default standard output.")
    private Optional<String> file;

    @Option(
            names = "--follow",
            description = "Keep printing entries as a running server chains them, until interrupted.")
    private boolean follow;

    ExportAudit(Program program) {
        super(program);
    }

    @Override
    protected Optional<String> usageProblem() {
        if (after < AuditExport.BEGINNING) {
            return Optional.of("--after is " + after + ", but must be the position of an entry, from 0 on.");
        }
        if (follow && file.isPresent()) {
            return Optional.of("--follow writes to standard output, since a file is put in place when it is complete."
                    + " Leave --output out, and append with '>> FILE'.");
        }
        return follow && period.hasEnd()
                ? Optional.of("--to is an end, and --follow has none. Leave one of them out.")
                : Optional.empty();
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        Instant now = features.clock().instant();
        Period selected = new Period(period.from(now), period.to(now));
        features.chainers().run();
        features.auditExport().record(selected, after, Actor.operator());
        if (file.isPresent()) {
            PrivateFile.Written written = privateFile(file.get())
                    .write(content -> features.auditExport().write(selected, after, content, read -> {}));
            output.print(
                    new JsonLine()
                            .with("file", written.file().toString())
                            .with("entries", written.count())
                            .with("replaced", written.replaced()),
                    written.sentence("entry", "entries"));
            return;
        }
        PrintWriter out = out();
        AtomicLong read = new AtomicLong(after);
        write(features, selected, out, read);
        while (follow && !out.checkError() && pause(PAUSE)) {
            writeNew(features, selected, out, read);
        }
    }

    /** Writes new entries. A restart of the database does not end the export. */
    private static void writeNew(Features features, Period selected, PrintWriter out, AtomicLong read) {
        try {
            write(features, selected, out, read);
        } catch (DatabaseUnavailable passing) {
            LOG.debug("The database is unavailable; the export goes on when it is back");
        }
    }

    private static void write(Features features, Period selected, Writer out, AtomicLong read) {
        try {
            features.auditExport().write(selected, read.get(), out, read::set);
        } catch (IOException failure) {
            throw Refusal.invalid("The entries cannot be written (" + failure.getMessage() + ").");
        }
    }
}
