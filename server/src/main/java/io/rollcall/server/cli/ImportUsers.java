package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.transfer.ImportReport;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rollcall user import}. */
@Command(
        name = "import",
        description = {
            "Make and change users as a file says.",
            "",
            "Users are matched by userName. A line of JSON Lines says all of a user, as a PUT does; a row of CSV says what its"
                    + " columns say and leaves the rest. A line that is refused stops no other, and each other one stands at"
                    + " once: after a break, or once the file is mended, import it again.",
            "Ends with exit code 1 where any line was refused."
        },
        footer = {"", "Example: rollcall user import acme acme.csv --dry-run"})
final class ImportUsers extends FeatureCommand {
    private static final String STANDARD_INPUT = "-";

    @Spec
    private CommandSpec spec;

    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Parameters(index = "1", paramLabel = "FILE", description = "The file, in UTF-8; - for standard input.")
    private String file;

    @Mixin
    private final FormatOption format = new FormatOption();

    @Option(names = "--dry-run", description = "Write nothing, and only say what would be done.")
    private boolean dryRun;

    ImportUsers(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        OrganizationId organization = argument.in(features).id();
        ImportReport report = read(features, organization);
        answer.give(json(report), words(report));
        if (report.refused() > 0) {
            throw Refusal.invalid(
                    "%,d of %,d lines were refused. Mend them and import the file again; the others stay as"
                                    .formatted(report.refused(), report.lines())
                            + " they are now.");
        }
    }

    private ImportReport read(Features features, OrganizationId organization) {
        try (Reader lines = open();
                ProgressBar progress = ProgressBar.on(spec.commandLine().getErr(), 0, "lines")) {
            return features.imports()
                    .get()
                    .read(organization, format.of(Optional.of(file)), lines, dryRun, Actor.operator(), progress);
        } catch (IOException failure) {
            throw Refusal.invalid("The file " + file + " cannot be read as UTF-8 text (" + failure.getMessage() + ").");
        }
    }

    private Reader open() throws IOException {
        return file.equals(STANDARD_INPUT)
                ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
                : Files.newBufferedReader(Path.of(file));
    }

    private Json json(ImportReport report) {
        return new Json()
                .with("dryRun", dryRun)
                .with("created", report.created())
                .with("changed", report.changed())
                .with("unchanged", report.unchanged())
                .with("refused", report.refused())
                .with(
                        "problems",
                        report.problems().stream()
                                .map(problem -> Map.of("line", problem.line(), "detail", problem.detail()))
                                .toList());
    }

    private String[] words(ImportReport report) {
        List<String> words = new ArrayList<>();
        report.problems().forEach(problem -> words.add("Line " + problem.line() + ": " + problem.detail()));
        if (report.refused() > report.problems().size()) {
            words.add("... and %,d more"
                    .formatted(report.refused() - report.problems().size()));
        }
        words.add("%s%,d created, %,d changed, %,d unchanged, %,d refused."
                .formatted(
                        dryRun ? "Would be: " : "",
                        report.created(),
                        report.changed(),
                        report.unchanged(),
                        report.refused()));
        return words.toArray(String[]::new);
    }
}
