package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.OrganizationStatus;
import java.util.Locale;

/** An organization as commands print it. */
record DescribedOrganization(Organization organization, String url) {
    static DescribedOrganization of(Organization organization, Features features) {
        return new DescribedOrganization(organization, features.urls().of(organization.slug()));
    }

    String slug() {
        return organization.slug().value();
    }

    /** What its identity provider meets. */
    String state() {
        boolean off = organization.status() == OrganizationStatus.ACTIVE && !organization.scimEnabled();
        return off ? "SCIM off" : status();
    }

    private String status() {
        return organization.status().name().toLowerCase(Locale.ROOT);
    }

    Json json() {
        return new Json()
                .with("id", organization.id().value())
                .with("slug", slug())
                .with("name", organization.name())
                .with("status", status())
                .with("scimEnabled", organization.scimEnabled())
                .with("scimBaseUrl", url)
                .with("created", organization.created().toString());
    }
}
