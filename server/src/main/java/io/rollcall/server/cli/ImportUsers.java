package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.transfer.ImportFile;
import io.rollcall.server.transfer.ImportProgress;
import io.rollcall.server.transfer.ImportReport;
import io.rollcall.server.transfer.LineProblem;
import java.io.IOException;
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
            "Reads CSV as Excel, LibreOffice and Google Sheets save it, and JSON Lines. Users are matched by userName. A line of"
                    + " JSON Lines says all of a user, as a PUT does; a row of CSV says what its columns say and leaves the"
                    + " rest.",
            "",
            "The whole file is checked first: one that cannot be read changes nothing. A line that is refused, such as the second"
                    + " one about a userName, stops no other, and each other one stands at once: after a break, or once the file"
                    + " is mended, import it again.",
            "",
            "Managers are found by their id in the file, by userName or by externalId. Those who are not found are listed, and"
                    + " the users keep the manager whom they have.",
            "",
            "Ends with exit code 1 where any line was refused."
        },
        footer = {"", "Example: rollcall user import acme acme.csv --dry-run"})
final class ImportUsers extends FeatureCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Parameters(index = "1", paramLabel = "FILE", description = "The file; - for standard input.")
    private String file;

    @Mixin
    private final FormatOption format = new FormatOption();

    @Mixin
    private final TextOptions text = new TextOptions();

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
                ProgressBar bar = ProgressBar.on(spec.commandLine().getErr(), 0, "line", false)) {
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

    /** Shows the check of the file, and then the import. */
    private record Progress(ProgressBar bar) implements ImportProgress {
        @Override
        public void checked(long lines) {
            bar.show(0, lines, "checked line");
        }

        @Override
        public void imported(long lines, long all) {
            bar.show(all, lines, "line");
        }
    }

    private Json json(ImportReport report) {
        return new Json()
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

    private static List<Map<String, Object>> json(List<LineProblem> problems) {
        return problems.stream()
                .map(problem -> Map.<String, Object>of("line", problem.line(), "detail", problem.detail()))
                .toList();
    }

    private String[] words(ImportReport report) {
        List<String> words = new ArrayList<>();
        list(words, report.problems(), report.refused());
        list(words, report.skippedManagers(), report.managersSkipped());
        words.add("%s%,d created, %,d changed, %,d unchanged, %,d refused."
                .formatted(
                        dryRun ? "Would be: " : "",
                        report.created(),
                        report.changed(),
                        report.unchanged(),
                        report.refused()));
        if (report.managersMapped() + report.managersSkipped() > 0) {
            words.add("Managers: %,d mapped to their id here, %,d not found and skipped."
                    .formatted(report.managersMapped(), report.managersSkipped()));
        }
        return words.toArray(String[]::new);
    }

    private static void list(List<String> words, List<LineProblem> problems, long all) {
        problems.forEach(problem -> words.add("Line " + problem.line() + ": " + problem.detail()));
        if (all > problems.size()) {
            words.add("... and %,d more".formatted(all - problems.size()));
        }
    }
}
