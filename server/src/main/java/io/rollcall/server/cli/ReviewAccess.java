package io.rollcall.server.cli;

import io.rollcall.server.accessreview.Access;
import io.rollcall.server.accessreview.AccessJson;
import io.rollcall.server.accessreview.AccessReview;
import io.rollcall.server.accessreview.AccessReviewCsv;
import io.rollcall.server.cli.Program.Features;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code rollcall access review}. */
@Command(
        name = "review",
        description = {
            "Report every administrator, admin key and SCIM token, ended ones too, and what stands out.",
            "",
            "Findings: never-used, unused-for-90-days, no-expiry, expires-within-30-days, longer-than-allowed (by"
                    + " tokens.max-days or admin-keys.max-days), held-by-nobody (its creator is gone, or a one-time"
                    + " password has expired). There are no secrets in the report."
        },
        footer = {
            "",
            "Examples: rollcall access review --format csv --output review.csv",
            "          rollcall access review --organization acme"
        })
final class ReviewAccess extends FeatureCommand {
    private enum Format {
        CSV,
        JSON
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private final OnlyOrganizationOption organization = new OnlyOrganizationOption();

    @Option(
            names = "--format",
            paramLabel = "csv|json",
            converter = Converter.class,
            description =
                    "A table (CSV) or a JSON array; without it, a table for people. For a file, CSV, or JSON if its"
                            + " name ends with .json.")
    private Optional<Format> format;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "A file that only its owner can read; standard output if none is named.")
    private Optional<String> output;

    ReviewAccess(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        AccessReview review = features.accessReview();
        List<Access> found = organization.in(features).map(review::of).orElseGet(review::all);
        if (output.isPresent()) {
            PrivateFile file = new PrivateFile(output.get(), spec.commandLine().getErr());
            String report = report(found, format.orElseGet(() -> formatOf(output.get())));
            PrivateFile.Written written = file.write(content -> {
                content.write(report);
                return found.size();
            });
            answer.give(
                    new Json().with("file", written.file().toString()).with("entries", found.size()),
                    written.sentence("entry", "entries"));
        } else if (format.isPresent()) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(report(found, format.get()));
            out.flush();
        } else {
            answer.giveAll(found.stream().map(ReviewAccess::json).toList(), table(found), "Nobody has access.");
        }
    }

    private static Format formatOf(String file) {
        return file.toLowerCase(Locale.ROOT).endsWith(".json") ? Format.JSON : Format.CSV;
    }

    private static String report(List<Access> found, Format format) {
        if (format == Format.JSON) {
            return found.stream().map(access -> json(access).text()).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        }
        StringWriter table = new StringWriter();
        AccessReviewCsv.write(found, table);
        return table.toString();
    }

    private static Table table(List<Access> found) {
        Table table = new Table("KIND", "ID", "NAME", "ORGANIZATION", "STATE", "LAST USED", "EXPIRES", "FINDINGS");
        found.forEach(access -> table.row(
                access.kind().label(),
                Long.toString(access.id()),
                access.name(),
                access.organization().orElse("all"),
                access.state(),
                access.lastUse().map(use -> use.at() + " from " + use.address()).orElse("never"),
                access.expires().map(Object::toString).orElse("never"),
                String.join(", ", access.findingLabels())));
        return table;
    }

    private static Json json(Access access) {
        return Json.of(AccessJson.of(access));
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
