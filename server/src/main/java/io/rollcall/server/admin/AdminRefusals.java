package io.rollcall.server.admin;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.RefusedRequest;
import io.rollcall.server.http.RefusalFilter;
import io.rollcall.server.http.RequestOrigin;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Records refused and failed admin requests in the activity of their organization. */
final class AdminRefusals implements RefusalFilter.Log {
    private final Organizations organizations;
    private final Activity activity;

    AdminRefusals(Organizations organizations, Activity activity) {
        this.organizations = organizations;
        this.activity = activity;
    }

    @Override
    public void record(ContainerRequestContext request, ContainerResponseContext response) {
        AdminCaller.find(request).ifPresent(caller -> organization(request)
                .map(Organization::id)
                .filter(caller::administers)
                .ifPresent(id -> activity.recordRefused(id, refused(caller, request, response))));
    }

    /** Does nothing, because finding the organization needs a database query. */
    @Override
    public void recordLater(ContainerRequestContext request, ContainerResponseContext response) {}

    private static RefusedRequest refused(
            AdminCaller caller, ContainerRequestContext request, ContainerResponseContext response) {
        String detail = response.getEntity() instanceof byte[] body
                ? AdminJson.parsed(new String(body, StandardCharsets.UTF_8))
                        .path("detail")
                        .asText()
                : "";
        return RefusedRequest.of(RequestOrigin.line(request), response.getStatus(), detail, caller.actor());
    }

    private Optional<Organization> organization(ContainerRequestContext request) {
        String[] parts = request.getUriInfo().getPath().split("/");
        return parts.length > 1 && parts[0].equals("organizations")
                ? Slug.ofHostLabel(parts[1]).flatMap(organizations::find)
                : Optional.empty();
    }
}
