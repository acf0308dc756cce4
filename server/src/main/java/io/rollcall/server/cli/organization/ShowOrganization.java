package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.FeatureCommand;
import io.rollcall.server.cli.command.OrganizationArgument;
import io.rollcall.server.cli.command.Program;
import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.CommandOutput;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.cli.output.ProgramName;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.OrganizationJson;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.tokens.ProviderConnection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rollcall organization show}. */
@Command(name = "show", description = "Show an organization, with the former slugs that still reach it.")
final class ShowOrganization extends FeatureCommand {
    @Mixin
    private final OrganizationArgument argument = new OrganizationArgument();

    ShowOrganization(Program program) {
        super(program);
    }

    @Override
    protected void run(Features features, CommandOutput output) {
        Organization organization = argument.resolve(features);
        OrganizationOutput shown = OrganizationOutput.of(organization, features);
        ProviderConnection connection = ProviderConnection.of(
                organization,
                features.tokens().listConnected(organization.id()),
                features.tokens().listRejected(organization.id()),
                features.clock().instant());
        List<Slug.Former> former = features.organizations().formerSlugs(organization.id());
        output.print(
                JsonLine.of(connection.addTo(OrganizationJson.of(organization, features.urls(), former))),
                "Slug           " + shown.slug(),
                "Name           " + organization.name(),
                "State          " + shown.state(),
                "SCIM base URL  " + shown.url(),
                "Created        " + organization.created(),
                "Former slugs   " + (former.isEmpty() ? "none" : text(former)),
                "Active tokens  " + connection.activeTokens(),
                "Last success   "
                        + connection.lastSuccess().map(Instant::toString).orElse("never"),
                "Last rejected  " + lastRejected(connection),
                "Tokens         " + ProgramName.command("token", "list", shown.slug()));
    }

    private static String lastRejected(ProviderConnection connection) {
        return connection
                .rejected()
                .map(token -> token.latest()
                        + (token.isUnknown() ? ", an unknown token" : ", with the token " + token.tokenId()))
                .orElse("never");
    }

    private static String text(List<Slug.Former> former) {
        return former.stream()
                .map(slug -> slug.slug() + " until " + slug.until())
                .collect(Collectors.joining(", "));
    }
}
