package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.organizations.FormerSlug;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.OrganizationJson;
import io.rollcall.server.tokens.ProviderConnection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall organization show}. */
@Command(name = "show", description = "Show an organization, with the former slugs by which it is still reached.")
final class ShowOrganization extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    ShowOrganization(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        Organization organization = argument.in(features);
        DescribedOrganization described = DescribedOrganization.of(organization, features);
        ProviderConnection connection = ProviderConnection.of(
                features.tokens().list(organization.id()),
                features.tokens().listRejected(organization.id()),
                features.clock().instant());
        List<FormerSlug> former = features.organizations().formerSlugs(organization.id());
        answer.give(
                Json.of(connection.addTo(OrganizationJson.of(organization, features.urls(), former))),
                "Slug           " + described.slug(),
                "Name           " + organization.name(),
                "State          " + described.state(),
                "SCIM base URL  " + described.url(),
                "Created        " + organization.created(),
                "Former slugs   " + (former.isEmpty() ? "none" : words(former)),
                "Active tokens  " + connection.activeTokens(),
                "Last success   "
                        + connection.lastSuccess().map(Instant::toString).orElse("never"),
                "Last rejected  " + rejected(connection),
                "Tokens         " + ProgramName.command("token", "list", described.slug()));
    }

    private static String rejected(ProviderConnection connection) {
        return connection
                .rejected()
                .map(token -> token.latest()
                        + (token.isUnknown() ? ", an unknown token" : ", with the token " + token.tokenId()))
                .orElse("never");
    }

    private static String words(List<FormerSlug> former) {
        return former.stream()
                .map(slug -> slug.slug() + " until " + slug.until())
                .collect(Collectors.joining(", "));
    }
}
