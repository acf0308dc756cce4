package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.tokens.IssuedToken;
import io.rollcall.server.tokens.TokenJson;
import io.rollcall.server.tokens.TokenRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall token generate}. */
@Command(
        name = "generate",
        description = "Generate a token. It is shown this once and never again.",
        footer = {"", "Example: rollcall token generate acme --name Okta --expires 90"})
final class GenerateToken extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "Identity provider",
            description = "What it is for; '${DEFAULT-VALUE}' by default.")
    private String name;

    @Mixin
    private final ExpiresOption expires = new ExpiresOption();

    @Option(names = "--read-only", description = "It may read users, and is refused any change.")
    private boolean readOnly;

    GenerateToken(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        Organization organization = argument.in(features);
        IssuedToken issued = features.tokens().issue(organization.id(), request(), Actor.operator());
        DescribedToken described =
                new DescribedToken(issued.token(), features.clock().instant());
        answer.give(
                Json.of(TokenJson.of(issued, described.now())),
                "Token (copy it now, it is not shown again): " + issued.secret().reveal(),
                "Paste it into the identity provider, with the base URL "
                        + features.urls().of(organization.slug()),
                "It is " + described.scope() + " and expires: " + described.expires());
    }

    private TokenRequest request() {
        TokenRequest named = TokenRequest.named(name);
        TokenRequest request = expires.lifetime().map(named::goodFor).orElse(named);
        return readOnly ? request.readOnly() : request;
    }
}
