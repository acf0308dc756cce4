package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.transfer.ExportedUsers;
import io.rollcall.server.transfer.Format;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rollcall user export}. */
@Command(
        name = "export",
        description = {
            "Write an organization's users to a file, or to standard output.",
            "",
            "'rollcall user import' reads what this writes, into any organization."
        },
        footer = {"", "Example: rollcall user export acme --output acme.jsonl"})
final class ExportUsers extends FeatureCommand {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Mixin
    private final FormatOption format = new FormatOption();

    @Option(names = "--output", paramLabel = "FILE", description = "The file; standard output where none is named.")
    private Optional<String> output;

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
    void run(Features features, Answer answer) {
        OrganizationId organization = argument.in(features).id();
        ExportedUsers which = new ExportedUsers(active, role);
        if (output.isEmpty()) {
            write(features, organization, which, spec.commandLine().getOut());
            return;
        }
        PrivateFile.Written written = new PrivateFile(
                        output.get(), spec.commandLine().getErr())
                .write(content -> write(features, organization, which, content));
        answer.give(
                new Json()
                        .with("file", written.file().toString())
                        .with("users", written.count())
                        .with("replaced", written.replaced()),
                written.sentence("user", "users"));
    }

    private long write(Features features, OrganizationId organization, ExportedUsers which, Writer file) {
        Format chosen = format.of(output);
        long total = features.export().count(organization, which);
        try (ProgressBar progress = ProgressBar.on(spec.commandLine().getErr(), total, "user", output.isEmpty())) {
            return features.export().write(organization, which, chosen, file, Actor.operator(), progress);
        } catch (IOException failure) {
            throw Refusal.invalid("The users cannot be written (" + failure.getMessage() + ").");
        }
    }
}
