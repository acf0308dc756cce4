package io.rollcall.server.cli.client;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.CredentialOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.oauth.AssertionTrust;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall client create}. */
@Command(
        name = "create",
        description = {
            "Create an OAuth client. Its secret is shown only once.",
            "",
            "With --federated, assertions of an identity provider such as Entra ID take the place of a secret; with"
                    + " --private-key, assertions that the client signs."
        },
        footer = {"", "Example: rollcall client create acme --name 'Entra ID'"})
final class CreateClient extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "Identity provider",
            description = "The client's name for people; by default '${DEFAULT-VALUE}'.")
    private String name;

    @Option(names = "--read-only", description = "Its access tokens may read users, but change nothing.")
    private boolean readOnly;

    @Mixin
    private final ClientCommand.SecretLifetime lifetime = new ClientCommand.SecretLifetime();

    @Option(
            names = "--federated",
            description = "Accept assertions of an issuer; needs --issuer, --subject, --audience and --jwks-url.")
    private boolean federated;

    @Option(names = "--issuer", paramLabel = "TEXT", description = "The claim iss of the assertions.")
    private Optional<String> issuer;

    @Option(names = "--subject", paramLabel = "TEXT", description = "The claim sub of the assertions.")
    private Optional<String> subject;

    @Option(names = "--audience", paramLabel = "TEXT", description = "The claim aud of the assertions.")
    private Optional<String> audience;

    @Option(names = "--private-key", description = "Accept assertions of the client; needs --jwks-url or --jwks-file.")
    private boolean privateKey;

    @Option(names = "--jwks-url", paramLabel = "URL", description = "URL of the public keys, a JWK set.")
    private Optional<String> jwksUrl;

    @Option(names = "--jwks-file", paramLabel = "FILE", description = "File with the public keys, a JWK set.")
    private Optional<Path> jwksFile;

    CreateClient(Program program) {
        super(program);
    }

    @Override
    protected Optional<String> usageProblem() {
        boolean claims = issuer.isPresent() || subject.isPresent() || audience.isPresent();
        boolean allClaims = issuer.isPresent() && subject.isPresent() && audience.isPresent();
        if ((federated || privateKey) && lifetime.isGiven()) {
            return Optional.of("Only a client with a secret takes --expires.");
        }
        if (federated && (privateKey || !allClaims || jwksUrl.isEmpty() || jwksFile.isPresent())) {
            return Optional.of("--federated needs --issuer, --subject, --audience and --jwks-url.");
        }
        if (privateKey && (claims || jwksUrl.isPresent() == jwksFile.isPresent())) {
            return Optional.of("--private-key needs either --jwks-url or --jwks-file.");
        }
        return !federated && !privateKey && (claims || jwksUrl.isPresent() || jwksFile.isPresent())
                ? Optional.of("A client with a secret has no assertions. Add --federated or --private-key.")
                : Optional.empty();
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        Organization organization = argument.resolve(features);
        OAuthClient.Issued issued = features.clients()
                .create(
                        organization.id(),
                        new OAuthClient.Order(
                                name, readOnly ? Token.Scope.READ_ONLY : Token.Scope.READ_WRITE, trust(features)),
                        lifetime.days(),
                        Actor.operator());
        String tokenUrl = features.urls().tokenUrl(organization.slug());
        String id = issued.client().clientId();
        JsonLine json = new JsonLine().with("clientId", id);
        List<String> lines = List.of(
                "Client ID: " + id,
                "Token URL: " + tokenUrl,
                "SCIM base URL: " + features.urls().of(organization.slug()));
        issued.secret()
                .ifPresentOrElse(
                        secret -> CredentialOutput.printSecret(
                                output,
                                json.with("clientSecret", secret.text().reveal())
                                        .with("tokenUrl", tokenUrl),
                                "Client secret",
                                secret.text(),
                                Stream.concat(
                                                lines.stream(),
                                                Stream.of("The secret expires on "
                                                        + secret.secret().expires() + "."))
                                        .toArray(String[]::new)),
                        () -> output.print(json.with("tokenUrl", tokenUrl), lines.toArray(String[]::new)));
    }

    private Optional<AssertionTrust> trust(Features features) {
        if (federated) {
            return Optional.of(features.clients()
                    .federated(
                            new AssertionTrust.Identity(
                                    issuer.orElseThrow(), subject.orElseThrow(), audience.orElseThrow()),
                            jwksUrl.orElseThrow()));
        }
        return privateKey
                ? Optional.of(features.clients().ownKey(jwksUrl, jwksFile.map(CreateClient::read)))
                : Optional.empty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw Refusal.invalid("The file " + file + " cannot be read as text.");
        }
    }
}
