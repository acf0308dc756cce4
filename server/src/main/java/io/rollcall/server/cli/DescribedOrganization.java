package io.rollcall.server.cli;

import io.rollcall.server.cli.Program.Features;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.OrganizationJson;
import io.rollcall.server.organizations.OrganizationStatus;
import io.rollcall.server.organizations.PublicUrls;
import java.util.Locale;

/** An organization as commands print it. */
record DescribedOrganization(Organization organization, PublicUrls urls) {
    static DescribedOrganization of(Organization organization, Features features) {
        return new DescribedOrganization(organization, features.urls());
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

    String url() {
        return urls.of(organization.slug());
    }

    Json json() {
        return Json.of(OrganizationJson.of(organization, urls));
    }
}
