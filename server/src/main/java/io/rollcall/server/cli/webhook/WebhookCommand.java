package io.rollcall.server.cli.webhook;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationOption;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.CredentialOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.events.webhooks.SignatureScheme;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.WebhookJson;
import io.rollcall.server.events.webhooks.WebhookRequest;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Plural;
import io.rollcall.server.organizations.Organization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall webhook}: the endpoints that events are sent to. */
@Command(
        name = "webhook",
        description = {
            "Send events to your product: add, list, test and remove webhooks.",
            "",
            "Messages are signed by Standard Webhooks. A running server sends them."
        },
        footer = {"", "Help on one: rollcall webhook add --help"})
public final class WebhookCommand extends CommandGroup {
    private WebhookCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new WebhookCommand())
                .addSubcommand(new Add(program))
                .addSubcommand(new ListAll(program))
                .addSubcommand(new TestWebhook(program))
                .addSubcommand(new ReplayWebhook(program))
                .addSubcommand(new Rotate(program))
                .addSubcommand(new Remove(program));
    }

    /** Prints the secret, which is shown once, and the public key. @param lines text that follows */
    private static void printIssued(CommandOutput output, Webhook.Issued issued, String... lines) {
        JsonLine json = JsonLine.of(WebhookJson.of(issued));
        String[] all = Stream.concat(
                        issued.webhook().secrets().current().publicText().map(key -> "Public key: " + key).stream(),
                        Stream.of(lines))
                .toArray(String[]::new);
        if (issued.secret().isPresent()) {
            CredentialOutput.printSecret(output, json, "Secret", issued.secret().orElseThrow(), all);
        } else {
            output.print(json, all);
        }
    }

    /** {@code rollcall webhook add}. */
    @Command(
            name = "add",
            description = "Add a webhook, which receives the events from now on. Its secret is shown only once.",
            footer = {
                "",
                "Examples: rollcall webhook add https://app.example.com/webhooks",
                "          rollcall webhook add https://app.example.com/webhooks --organization acme --types user.*"
            })
    private static final class Add extends FeatureCommand {
        @Parameters(paramLabel = "URL", description = "The address that events are sent to, with https.")
        private String url;

        @Mixin
        private final OrganizationOption organization = new OrganizationOption();

        @Option(
                names = "--types",
                paramLabel = "TYPES",
                split = ",",
                description = "Only events of these types, separated by commas, such as user.created or user.*.")
        private List<String> types = List.of();

        @Option(
                names = "--description",
                paramLabel = "TEXT",
                defaultValue = "",
                description = "A note for administrators.")
        private String description;

        @Mixin
        private final SignatureOption signature = new SignatureOption();

        @Option(names = "--document", description = "Send the SCIM document of the user with each event, too.")
        private boolean document;

        Add(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Optional<OrganizationId> only = organization.resolve(features).map(Organization::id);
            Webhook.Issued issued = features.webhooks()
                    .create(
                            new WebhookRequest(
                                    url,
                                    types,
                                    only,
                                    description,
                                    signature.scheme().orElse(SignatureScheme.V1),
                                    document,
                                    true),
                            Actor.operator());
            printIssued(
                    output,
                    issued,
                    "Verify each message, by a library of Standard Webhooks.",
                    "Try it: "
                            + ProgramName.command(
                                    "webhook", "test", issued.webhook().id().toString()));
        }
    }

    /** {@code rollcall webhook list}. */
    @Command(name = "list", description = "List the webhooks with their state.")
    private static final class ListAll extends FeatureCommand {
        @Mixin
        private final OrganizationOption organization = new OrganizationOption();

        ListAll(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Optional<OrganizationId> only = organization.resolve(features).map(Organization::id);
            List<Webhook> found = features.webhooks().list(only);
            Instant now = features.clock().instant();
            Table table = new Table("ID", "URL", "ORGANIZATION", "TYPES", "STATE", "LAG", "LAST SUCCESS");
            found.forEach(webhook -> table.row(
                    webhook.id().toString(),
                    webhook.url(),
                    slug(features, webhook).orElse("all"),
                    webhook.types().isEmpty() ? "all" : webhook.typeList(),
                    state(webhook),
                    Long.toString(features.webhooks().lag(webhook)),
                    webhook.progress().lastSuccess().map(Instant::toString).orElse("never")));
            output.printAll(
                    found.stream()
                            .map(webhook -> JsonLine.of(WebhookJson.of(
                                    webhook,
                                    slug(features, webhook),
                                    features.webhooks().lag(webhook),
                                    now)))
                            .toList(),
                    table,
                    "There are no webhooks yet. Add one: " + ProgramName.command("webhook", "add", "URL"));
        }

        private static Optional<String> slug(Features features, Webhook webhook) {
            return webhook.organization().flatMap(features.organizations()::slug);
        }

        private static String state(Webhook webhook) {
            int failures = webhook.progress().failures();
            return webhook.isEnabled() && failures > 0 ? Plural.of(failures, "failure") : EnumName.of(webhook.state());
        }
    }

    /** {@code rollcall webhook rotate}. */
    @Command(
            name = "rotate",
            description = {
                "Replace the secret of a webhook, and its key pair. The new secret is shown only once.",
                "",
                "Messages are signed with the old ones, too, for 24 hours (the setting events.webhooks.secret-grace-hours)."
            },
            footer = {"", "Example: rollcall webhook rotate 0198c0de-0000-7000-8000-000000000001"})
    private static final class Rotate extends FeatureCommand {
        @Mixin
        private final WebhookArgument webhook = new WebhookArgument();

        @Mixin
        private final SignatureOption signature = new SignatureOption();

        Rotate(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Webhook.Issued issued =
                    features.webhooks().rotate(Optional.empty(), webhook.id(), signature.scheme(), Actor.operator());
            printIssued(
                    output,
                    issued,
                    "The old one signs, too, for "
                            + Plural.of(features.webhooks().secretGrace().toHours(), "hour") + ".");
        }
    }

    /** {@code rollcall webhook remove}. */
    @Command(
            name = "remove",
            description = "Remove a webhook with its pending deliveries. This cannot be undone.",
            footer = {"", "Example: rollcall webhook remove 0198c0de-0000-7000-8000-000000000001"})
    private static final class Remove extends FeatureCommand {
        @Mixin
        private final WebhookArgument webhook = new WebhookArgument();

        Remove(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            features.webhooks().delete(Optional.empty(), webhook.id(), Actor.operator());
            output.print(
                    new JsonLine().with("id", (Object) webhook.id().toString()).with("state", (Object) "removed"),
                    "Removed webhook " + webhook.id() + ".");
        }
    }
}
