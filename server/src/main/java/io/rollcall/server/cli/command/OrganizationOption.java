package io.rollcall.server.cli.command;

import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Option {@code --organization SLUG}: restricts a command to one organization. */
public final class OrganizationOption {
    @Option(
            names = "--organization",
            paramLabel = "SLUG",
            description = "Only for that organization; by default for all of them.")
    private Optional<String> slug = Optional.empty();

    /**
     * Returns the organization, or empty for all of them.
     *
     * @throws io.rollcall.server.kernel.Refusal NOT_FOUND if there is none of that slug
     */
    public Optional<Organization> resolve(Features features) {
        return slug.map(text -> features.organizations().get(new Slug(text)));
    }
}
