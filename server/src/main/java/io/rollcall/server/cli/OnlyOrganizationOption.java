package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Slug;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option of what is for one organization or for all: for which one. */
final class OnlyOrganizationOption {
    @Option(
            names = "--organization",
            paramLabel = "SLUG",
            description = "Only for that organization; by default for all of them.")
    private Optional<String> slug = Optional.empty();

    /** @throws io.rollcall.server.kernel.Refusal where there is no such organization */
    Optional<Organization> in(Features features) {
        return slug.map(text -> features.organizations().get(new Slug(text)));
    }
}
