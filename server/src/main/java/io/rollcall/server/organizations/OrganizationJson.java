package io.rollcall.server.organizations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.EnumName;
import java.util.List;

/** JSON form of organizations, shared by the command line and the admin API. */
public final class OrganizationJson {
    private OrganizationJson() {}

    public static ObjectNode of(Organization organization, PublicUrls urls) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", organization.id().value())
                .put("slug", organization.slug().value())
                .put("name", organization.name())
                .put("status", EnumName.of(organization.status()))
                .put("scimEnabled", organization.scimEnabled())
                .put("groupsEnabled", organization.groupsEnabled())
                .put("staticTokens", organization.staticTokens())
                .put("scimBaseUrl", urls.of(organization.slug()))
                .put("created", organization.created().toString());
        json.set("deprovisioning", of(organization.policy()));
        return json;
    }

    /** Returns an organization with its public URL and those former slugs that still lead to it. */
    public static ObjectNode of(Organization organization, PublicUrls urls, List<Slug.Former> former) {
        ObjectNode json = of(organization, urls);
        if (!former.isEmpty()) {
            ArrayNode slugs = json.putArray("formerSlugs");
            former.forEach(slug -> slugs.addObject()
                    .put("slug", slug.slug().value())
                    .put("until", slug.until().toString()));
        }
        return json;
    }

    private static ObjectNode of(DeprovisioningPolicy policy) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        policy.eraseAfterDays().ifPresent(days -> json.put("eraseAfterDays", days));
        json.put("rehire", EnumName.of(policy.rehire()));
        policy.rehire().warning().ifPresent(warning -> json.put("warning", warning));
        return json;
    }
}
