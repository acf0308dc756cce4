package io.rollcall.server.cli.organization;

import io.rollcall.server.cli.command.Program.Features;
import io.rollcall.server.cli.output.JsonLine;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.OrganizationJson;
import io.rollcall.server.organizations.PublicUrls;

/** An organization as commands print it. */
record OrganizationOutput(Organization organization, PublicUrls urls) {
    static OrganizationOutput of(Organization organization, Features features) {
        return new OrganizationOutput(organization, features.urls());
    }

    String slug() {
        return organization.slug().value();
    }

    /** Returns the status, or {@code SCIM off} for an active organization without provisioning. */
    String state() {
        boolean off = organization.status() == Organization.Status.ACTIVE && !organization.scimEnabled();
        return off ? "SCIM off" : EnumName.of(organization.status());
    }

    String url() {
        return urls.of(organization.slug());
    }

    JsonLine json() {
        return JsonLine.of(OrganizationJson.of(organization, urls));
    }
}
