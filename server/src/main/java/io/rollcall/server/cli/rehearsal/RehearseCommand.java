package io.rollcall.server.cli.rehearsal;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.rehearsal.MarkdownReport;
import io.rollcall.server.rehearsal.Rehearsals;
import io.rollcall.server.rehearsal.Rehearsals.IdentityProvider;
import io.rollcall.server.rehearsal.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code rollcall rehearse}: the requests of identity providers, sent to the running server. */
@Command(
        name = "rehearse",
        description = {
            "Send the requests of Okta and Microsoft Entra ID to the running server, and report what passes.",
            "",
            "It replays Okta's Test Connector Configuration and life cycle, and the tests of Microsoft's SCIM validator, with"
                    + " users and groups of its own. These are erased afterwards, also after a failure or Ctrl-C; no other"
                    + " user is changed, and none appears in the report. Your product gets events about the users of the"
                    + " rehearsal. A new token is used, and deleted at the end.",
            "",
            "It exits with 0 if all steps passed, and with 1 if one failed."
        },
        footer = {
            "",
            "Examples: rollcall rehearse acme",
            "          rollcall rehearse acme --only okta --output report.md"
        })
public final class RehearseCommand extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(
            names = "--only",
            paramLabel = "okta|entra",
            converter = ProviderConverter.class,
            description = "One identity provider; by default both.")
    private Optional<IdentityProvider> only;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Write the report with all requests and responses to a file: as JSON if its name ends with .json, or"
                            + " else as Markdown.")
    private Optional<String> file;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The SCIM base URL to send requests to, if this machine cannot reach the public one.")
    private Optional<String> url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "Use the token in that file, such as an access token of an OAuth client, instead of a new one.")
    private Optional<Path> tokenFile;

    public RehearseCommand(Program program) {
        super(program);
    }

    @Override
    protected Optional<String> usageProblem() {
        return url.filter(text -> !isBaseUrl(text))
                .map(text -> "'" + text + "' is no base URL like http://127.0.0.1:8080/API/enterprise/scim.");
    }

    private static boolean isBaseUrl(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        Rehearsals.Options options = new Rehearsals.Options(
                only, url.map(text -> text.replaceFirst("/+$", "")), tokenFile.map(RehearseCommand::token));
        Report report = features.rehearsals()
                .run(argument.resolve(features), options, Actor.operator(), step -> note(step, output));
        output.note("");
        output.print(JsonLine.of(report.json()), report.summary(), report.cleanupSummary());
        report.cleanup().problems().forEach(output::note);
        file.ifPresent(name -> write(name, report, output));
        if (!report.isPassed()) {
            throw Refusal.conflict("The rehearsal did not pass.");
        }
    }

    private static void note(Report.Step step, CommandOutput output) {
        output.note(step.line());
        step.findings().forEach(finding -> output.note("         " + finding));
    }

    private void write(String name, Report report, CommandOutput output) {
        String text = name.toLowerCase(Locale.ROOT).endsWith(".json")
                ? report.json().toPrettyString() + System.lineSeparator()
                : new MarkdownReport(report).text();
        output.note(privateFile(name)
                .write(content -> {
                    content.write(text);
                    return report.steps().size();
                })
                .sentence("step", "steps"));
    }

    private static SecretText token(Path file) {
        try {
            return SecretText.presented(Files.readString(file).strip());
        } catch (IOException failure) {
            throw Refusal.invalid("The file " + file + " cannot be read as text.");
        }
    }

    /** Reads the name of an identity provider. */
    static final class ProviderConverter implements ITypeConverter<IdentityProvider> {
        @Override
        public IdentityProvider convert(String text) {
            return EnumName.find(IdentityProvider.class, text)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is neither okta nor entra."));
        }
    }
}
