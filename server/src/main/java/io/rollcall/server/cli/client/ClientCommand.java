package io.rollcall.server.cli.client;

import io.rollcall.server.cli.command.CommandGroup;
import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.CredentialOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.cli.output.Table;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.oauth.ClientJson;
import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.ClientWithSecrets;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.organizations.Organization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rollcall client}: the OAuth clients of an organization's identity provider. */
@Command(
        name = "client",
        description = {
            "Create, list and revoke OAuth clients.",
            "",
            "An identity provider such as Entra ID exchanges the secret of a client, or an assertion, for access tokens"
                    + " of an hour. Its secret is shown once."
        },
        footer = {"", "Help on one: rollcall client create --help"})
public final class ClientCommand extends CommandGroup {
    private ClientCommand() {}

    /** Returns the command with its sub-commands, in the order in which the help lists them. */
    public static CommandLine of(Program program) {
        return new CommandLine(new ClientCommand())
                .addSubcommand(new CreateClient(program))
                .addSubcommand(new ListAll(program))
                .addSubcommand(new AddSecret(program))
                .addSubcommand(new Revoke(program));
    }

    /** {@code rollcall client list}. */
    @Command(name = "list", description = "List an organization's OAuth clients with their secrets, revoked ones too.")
    private static final class ListAll extends FeatureCommand {
        @Mixin
        private final OrganizationArgument argument = new OrganizationArgument();

        ListAll(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Organization organization = argument.resolve(features);
            Instant now = features.clock().instant();
            List<ClientWithSecrets> clients = features.clients().listWithSecrets(organization.id());
            Table table = new Table("CLIENT ID", "NAME", "STATE", "METHOD", "SCOPE", "LAST USED", "SECRETS");
            clients.forEach(client -> addRow(table, client, now));
            output.printAll(
                    clients.stream()
                            .map(client -> JsonLine.of(ClientJson.of(client, now)))
                            .toList(),
                    table,
                    "There are no OAuth clients yet. Create one: "
                            + ProgramName.command(
                                    "client", "create", organization.slug().value()));
        }

        private static void addRow(Table table, ClientWithSecrets listed, Instant now) {
            OAuthClient client = listed.client();
            table.row(
                    client.clientId(),
                    client.name(),
                    client.revoked().isPresent() ? "revoked" : "active",
                    EnumName.of(client.method()),
                    EnumName.of(client.scope()),
                    client.lastUse().map(use -> use.at().toString()).orElse("never"),
                    listed.secrets().stream()
                            .map(secret ->
                                    secret.id() + (secret.isValidAt(now) ? " until " + secret.expires() : " ended"))
                            .collect(Collectors.joining(", ")));
        }
    }

    /** {@code rollcall client secret}. */
    @Command(
            name = "secret",
            description = {
                "Add a secret to a client. It is shown only once.",
                "",
                "A client has two secrets at most. Paste the new one into the identity provider, and revoke the old one"
                        + " with 'client revoke --secret'."
            },
            footer = {"", "Example: rollcall client secret acme 9f2c51d08b7e4c6fa3d1e0b2c4a69875"})
    private static final class AddSecret extends FeatureCommand {
        @Mixin
        private final Arguments arguments = new Arguments();

        @Mixin
        private final SecretLifetime lifetime = new SecretLifetime();

        AddSecret(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Organization organization = arguments.resolve(features);
            ClientSecret.Issued issued = features.clientSecrets()
                    .add(organization.id(), arguments.clientId(), lifetime.days(), Actor.operator());
            CredentialOutput.printSecret(
                    output,
                    new JsonLine()
                            .with("clientId", arguments.clientId())
                            .with("secretId", issued.secret().id())
                            .with("clientSecret", issued.text().reveal())
                            .with("expires", issued.secret().expires().toString()),
                    "Client secret",
                    issued.text(),
                    "It expires on " + issued.secret().expires() + ".");
        }
    }

    /** {@code rollcall client revoke}. */
    @Command(
            name = "revoke",
            description =
                    "Revoke a client, or one of its secrets, with the access tokens that it obtained: every server"
                            + " refuses them within a second. This cannot be undone.",
            footer = {"", "Example: rollcall client revoke acme 9f2c51d08b7e4c6fa3d1e0b2c4a69875 --secret 7"})
    private static final class Revoke extends FeatureCommand {
        @Mixin
        private final Arguments arguments = new Arguments();

        @Option(
                names = "--secret",
                paramLabel = "ID",
                description = "Revoke this secret only, a number that 'rollcall client list SLUG' shows.")
        private Optional<Long> secret;

        Revoke(Program program) {
            super(program);
        }

        @Override
        protected void run(Features features, CommandOutput output) {
            Organization organization = arguments.resolve(features);
            String id = arguments.clientId();
            JsonLine json = new JsonLine().with("clientId", id);
            if (secret.isPresent()) {
                features.clientSecrets().revoke(organization.id(), id, secret.get(), Actor.operator());
                output.print(
                        json.with("secretId", secret.get()).with("state", "revoked"),
                        "Revoked the secret " + secret.get() + " of the client " + id + ".");
            } else {
                features.clients().revoke(organization.id(), id, Actor.operator());
                output.print(json.with("state", "revoked"), "Revoked the client " + id + ".");
            }
        }
    }

    /** Arguments {@code SLUG CLIENT_ID}: an organization and one of its clients. */
    static final class Arguments extends OrganizationArgument {
        @Parameters(
                index = "1",
                paramLabel = "CLIENT_ID",
                description = "The client's id, which 'rollcall client list SLUG' shows.")
        private String clientId;

        String clientId() {
            return clientId;
        }
    }

    /** Option {@code --expires}: the lifetime of a secret. */
    static final class SecretLifetime {
        @Option(
                names = "--expires",
                paramLabel = "DAYS",
                description = "Days until the secret expires, from 365, the default, to 1096.")
        private Optional<Integer> expires;

        boolean isGiven() {
            return expires.isPresent();
        }

        int days() {
            return expires.orElse(ClientSecret.MIN_DAYS);
        }
    }
}
