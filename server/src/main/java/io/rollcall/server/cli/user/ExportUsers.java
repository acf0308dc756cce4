package io.rollcall.server.cli.user;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.PrivateFile;
import io.rollcall.server.cli.output.ProgressBar;
import io.rollcall.server.importexport.ExportedUsers;
import io.rollcall.server.importexport.Format;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall user export}. */
@Command(
        name = "export",
        description = {
            "Write an organization's users to a file, or to standard output.",
            "",
            "'rollcall user import' reads the file, into any organization."
        },
        footer = {"", "Example: rollcall user export acme --output acme.jsonl"})
final class ExportUsers extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Option(names = "--output", paramLabel = "FILE", description = "The file; by default standard output.")
    private Optional<String> file;

    @Option(
            names = "--active",
            arity = "1",
            paramLabel = "true|false",
            description = "Only active, or inactive, users.")
    private Optional<Boolean> active;

    @Option(names = "--role", paramLabel = "VALUE", description = "Only users who have that role.")
    private Optional<String> role;

    ExportUsers(Program program) {
        super(program);
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        OrganizationId organization = argument.resolve(features).id();
        ExportedUsers which = new ExportedUsers(active, role);
        if (file.isEmpty()) {
            write(features, organization, which, out());
            return;
        }
        PrivateFile.Written written =
                privateFile(file.get()).write(content -> write(features, organization, which, content));
        output.print(
                new JsonLine()
                        .with("file", written.file().toString())
                        .with("users", written.count())
                        .with("replaced", written.replaced()),
                written.sentence("user", "users"));
    }

    private long write(Features features, OrganizationId organization, ExportedUsers which, Writer content) {
        Format chosen = format.of(file);
        long total = features.export().count(organization, which);
        try (ProgressBar progress = ProgressBar.on(err(), total, "user", file.isEmpty())) {
            return features.export().write(organization, which, chosen, content, Actor.operator(), progress);
        } catch (IOException failure) {
            throw Refusal.invalid("The users cannot be written (" + failure.getMessage() + ").");
        }
    }
}
