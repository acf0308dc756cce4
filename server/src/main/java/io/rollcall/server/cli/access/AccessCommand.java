package io.rollcall.server.cli.access;

import io.rollcall.server.accessreview.AccessHolder;
import io.rollcall.server.accessreview.AccessJson;
import io.rollcall.server.accessreview.AccessReview;
import io.rollcall.server.accessreview.AccessReviewCsv;
import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationOption;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.PrivateFile;
import io.rollcall.server.cli.output.Table;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code rollcall access}: reviews of administrators, admin keys, tokens and OAuth clients. */
@Command(
        name = "access",
        description = "Review who and what has access: administrators, admin keys, SCIM tokens and OAuth clients.",
        footer = {"", "Help on one: rollcall access review --help"})
public final class AccessCommand extends CommandGroup {
    private AccessCommand() {}

    /** Returns the command with its sub-command. */
    public static CommandLine of(Program program) {
        return new CommandLine(new AccessCommand()).addSubcommand(new Review(program));
    }

    /** {@code rollcall access review}. */
    @Command(
            name = "review",
            description = {
                "Report every administrator, admin key and SCIM token, revoked and expired ones too, with findings.",
                "",
                "Findings: never-used, unused-for-90-days, no-expiry, expires-within-30-days, longer-than-allowed (by"
                        + " tokens.max-days or admin-keys.max-days), held-by-nobody (its creator is gone, or a one-time"
                        + " password has expired). The report contains no secrets."
            },
            footer = {
                "",
                "Examples: rollcall access review --format csv --output review.csv",
                "          rollcall access review --organization acme"
            })
    private static final class Review extends FeatureCommand {
        private enum Format {
            CSV,
            JSON
        }

        @Mixin
        private final OrganizationOption organization = new OrganizationOption();

        @Option(
                names = "--format",
                paramLabel = "csv|json",
                converter = Converter.class,
                description =
                        "CSV or a JSON array; by default a text table. For a file, by default CSV, or JSON if its name"
                                + " ends with .json.")
        private Optional<Format> format;

        @Option(
                names = "--output",
                paramLabel = "FILE",
                description = "A file that only its owner can read; by default standard output.")
        private Optional<String> file;

        Review(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            AccessReview review = features.accessReview();
            List<AccessHolder> found =
                    organization.resolve(features).map(review::of).orElseGet(review::all);
            if (file.isPresent()) {
                String report = report(found, format.orElseGet(() -> formatOf(file.get())));
                PrivateFile.Written written = privateFile(file.get()).write(content -> {
                    content.write(report);
                    return found.size();
                });
                output.print(
                        new JsonLine().with("file", written.file().toString()).with("entries", found.size()),
                        written.sentence("entry", "entries"));
            } else if (format.isPresent()) {
                PrintWriter out = out();
                out.print(report(found, format.get()));
                out.flush();
            } else {
                output.printAll(found.stream().map(Review::json).toList(), table(found), "Nobody has access.");
            }
        }

        private static Format formatOf(String file) {
            return file.toLowerCase(Locale.ROOT).endsWith(".json") ? Format.JSON : Format.CSV;
        }

        private static String report(List<AccessHolder> found, Format format) {
            if (format == Format.JSON) {
                return found.stream()
                        .map(access -> json(access).text())
                        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
            }
            StringWriter table = new StringWriter();
            AccessReviewCsv.write(found, table);
            return table.toString();
        }

        private static Table table(List<AccessHolder> found) {
            Table table = new Table("KIND", "ID", "NAME", "ORGANIZATION", "STATE", "LAST USED", "EXPIRES", "FINDINGS");
            found.forEach(access -> table.row(
                    access.kind().label(),
                    Long.toString(access.id()),
                    access.name(),
                    access.organization().orElse("all"),
                    access.state(),
                    access.lastUse()
                            .map(use -> use.at() + " from " + use.address())
                            .orElse("never"),
                    access.expires().map(Object::toString).orElse("never"),
                    String.join(", ", access.findingLabels())));
            return table;
        }

        private static JsonLine json(AccessHolder access) {
            return JsonLine.of(AccessJson.of(access));
        }

        static final class Converter implements ITypeConverter<Format> {
            @Override
            public Format convert(String text) {
                try {
                    return Format.valueOf(text.toUpperCase(Locale.ROOT));
                } catch (IllegalArgumentException unknown) {
                    throw new TypeConversionException("'" + text + "' is no format. Use csv or json.");
                }
            }
        }
    }
}
