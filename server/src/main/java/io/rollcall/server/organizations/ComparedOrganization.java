package io.rollcall.server.organizations;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The editable properties of an organization, which the activity log compares to find changes. */
final class ComparedOrganization {
    private ComparedOrganization() {}

    static String of(Organization organization) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("slug", organization.slug().value())
                .put("name", organization.name())
                .put("scimEnabled", organization.scimEnabled())
                .put("staticTokens", organization.staticTokens())
                .put("status", organization.status().name())
                .put("eraseAfterDays", organization.policy().eraseAfterDays().orElse(null))
                .put("rehire", organization.policy().rehire().name())
                .put("groupsEnabled", organization.groupsEnabled())
                .toString();
    }
}
