package io.rollcall.server.cli;

import io.rollcall.server.adminkeys.AdminKeyJson;
import io.rollcall.server.adminkeys.AdminKeyRequest;
import io.rollcall.server.adminkeys.IssuedAdminKey;
import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.organizations.Organization;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rollcall key create}. */
@Command(
        name = "create",
        description = "Create an admin key. It is shown this once and never again.",
        footer = {
            "",
            "Examples: rollcall key create --name 'Deployment'",
            "          rollcall key create --organization acme --name 'Acme administrator' --expires 90"
        })
final class CreateKey extends FeatureCommand {
    @Mixin
    private final OnlyOrganizationOption organization = new OnlyOrganizationOption();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "Administrator",
            description = "Who or what has it; '${DEFAULT-VALUE}' by default.")
    private String name;

    @Mixin
    private final ExpiresOption expires = new ExpiresOption();

    CreateKey(Program program) {
        super(program);
    }

    @Override
    void run(Features features, Answer answer) {
        Optional<Organization> only = organization.in(features);
        AdminKeyRequest request = new AdminKeyRequest(only.map(Organization::id), name, expires.lifetime());
        IssuedAdminKey issued = features.adminKeys().issue(request, Actor.operator());
        DescribedKey described = DescribedKey.of(issued.key(), features);
        answer.give(
                Json.of(AdminKeyJson.of(issued, described.slug(), described.now())),
                "Admin key (copy it now, it is not shown again): "
                        + issued.secret().reveal(),
                "It is for " + described.reach() + " and expires: " + described.expires(),
                "Send it to /api/admin/v1 in the header: Authorization: Bearer KEY");
    }
}
