package io.rollcall.server.cli.user;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.ProgressBar;
import io.rollcall.server.importexport.ImportFile;
import io.rollcall.server.importexport.ImportReport;
import io.rollcall.server.importexport.UserImport;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall user import}. */
@Command(
        name = "import",
        description = {
            "Create and update users from a file.",
            "",
            "Reads CSV as Excel, LibreOffice and Google Sheets save it, and JSON Lines. Users are matched by userName. A line of"
                    + " JSON Lines replaces the whole user, like PUT; a row of CSV changes the attributes of its columns.",
            "",
            "The whole file is checked first: an unreadable file changes nothing. A refused line, such as the second one with"
                    + " the same userName, does not stop the others, and each of them is written at once. After an"
                    + " interruption or a correction, import the file again.",
            "",
            "Managers are found by their id in the file, by userName or by externalId. Managers that are not found are"
                    + " listed, and their users keep the manager that they have.",
            "",
            "Exits with code 1 if any line was refused."
        },
        footer = {"", "Example: rollcall user import acme acme.csv --dry-run"})
final class ImportUsers extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Parameters(index = "1", paramLabel = "FILE", description = "The file; - for standard input.")
    private String file;

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final TextOptions text = new TextOptions();

    @Option(names = "--dry-run", description = "Write nothing; print what would be done.")
    private boolean dryRun;

    ImportUsers(Program program) {
        super(program);
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        OrganizationId organization = argument.resolve(features).id();
        ImportReport report = read(features, organization);
        output.print(json(report), lines(report));
        if (report.refused() > 0) {
            throw Refusal.invalid(
                    "%,d of %s %s refused. Correct %s and import the file again; the others stay as they are now."
                            .formatted(
                                    report.refused(),
                                    Plural.of(report.lines(), "line"),
                                    report.refused() == 1 ? "was" : "were",
                                    report.refused() == 1 ? "it" : "them"));
        }
    }

    private ImportReport read(Features features, OrganizationId organization) {
        try (ImportSource source = ImportSource.of(file);
                ProgressBar bar = ProgressBar.on(err(), 0, "line", false)) {
            ImportFile lines =
                    new ImportFile(name(), format.of(Optional.of(file)), text.encoding(), text.separator(), source);
            return features.imports().get().read(organization, lines, dryRun, Actor.operator(), new Progress(bar));
        } catch (IOException failure) {
            throw Refusal.invalid("The file " + name() + " cannot be read (" + ImportSource.reason(failure) + ").");
        }
    }

    private String name() {
        return file.equals(ImportSource.STANDARD_INPUT) ? "from standard input" : file;
    }

    /** Progress of the check of the file, then of the import. */
    private record Progress(ProgressBar bar) implements UserImport.Progress {
        @Override
        public void checked(long lines) {
            bar.show(0, lines, "checked line");
        }

        @Override
        public void imported(long lines, long all) {
            bar.show(all, lines, "line");
        }
    }

    private JsonLine json(ImportReport report) {
        return new JsonLine()
                .with("dryRun", dryRun)
                .with("created", report.created())
                .with("changed", report.changed())
                .with("unchanged", report.unchanged())
                .with("refused", report.refused())
                .with("problems", json(report.problems()))
                .with("managersMapped", report.managersMapped())
                .with("managersSkipped", report.managersSkipped())
                .with("skippedManagers", json(report.skippedManagers()));
    }

    private static List<Map<String, Object>> json(List<ImportReport.Problem> problems) {
        return problems.stream()
                .map(problem -> Map.<String, Object>of("line", problem.line(), "detail", problem.detail()))
                .toList();
    }

    private String[] lines(ImportReport report) {
        List<String> lines = new ArrayList<>();
        list(lines, report.problems(), report.refused());
        list(lines, report.skippedManagers(), report.managersSkipped());
        lines.add("%s%,d created, %,d changed, %,d unchanged, %,d refused."
                .formatted(
                        dryRun ? "Would be: " : "",
                        report.created(),
                        report.changed(),
                        report.unchanged(),
                        report.refused()));
        if (report.managersMapped() + report.managersSkipped() > 0) {
            lines.add("Managers: %,d mapped to their id here, %,d not found and skipped."
                    .formatted(report.managersMapped(), report.managersSkipped()));
        }
        return lines.toArray(String[]::new);
    }

    private static void list(List<String> lines, List<ImportReport.Problem> problems, long all) {
        problems.forEach(problem -> lines.add("Line " + problem.line() + ": " + problem.detail()));
        if (all > problems.size()) {
            lines.add("... and %,d more".formatted(all - problems.size()));
        }
    }
}
