package io.rollcall.server.admin;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.RefusedRequest;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Records refused and failed admin requests in the activity of their organization. */
final class AdminRefusals implements ContainerResponseFilter {
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;

    private final Organizations organizations;
    private final Activity activity;
    private final AdminErrors errors;

    AdminRefusals(Organizations organizations, Activity activity, AdminErrors errors) {
        this.errors = errors;
        this.organizations = organizations;
        this.activity = activity;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < FIRST_REFUSAL || !(response.getEntity() instanceof byte[] body)) {
            return;
        }
        String detail = AdminJson.parsed(new String(body, StandardCharsets.UTF_8))
                .path("detail")
                .asText();
        try {
            AdminCaller.find(request).ifPresent(caller -> record(caller, request, response.getStatus(), detail));
        } catch (DatabaseUnavailable gone) {
            // Nothing is refused unrecorded: without its database, the server answers 503 instead.
            Response unavailable = errors.toResponse(gone);
            response.setStatus(unavailable.getStatus());
            response.setEntity(unavailable.getEntity());
            response.getHeaders()
                    .putSingle(HttpHeaders.RETRY_AFTER, unavailable.getHeaderString(HttpHeaders.RETRY_AFTER));
        }
    }

    private void record(AdminCaller caller, ContainerRequestContext request, int status, String detail) {
        String line = request.getMethod() + " /" + request.getUriInfo().getPath();
        RefusedRequest refused = RefusedRequest.of(line, status, detail, caller.actor());
        about(request).map(Organization::id).filter(caller::administers).ifPresent(id -> {
            if (status < FIRST_FAILURE) {
                activity.recordRefusal(id, refused);
            } else {
                activity.recordFailure(id, refused);
            }
        });
    }

    private Optional<Organization> about(ContainerRequestContext request) {
        String[] parts = request.getUriInfo().getPath().split("/");
        return parts.length > 1 && parts[0].equals("organizations")
                ? Slug.ofHostLabel(parts[1]).flatMap(organizations::find)
                : Optional.empty();
    }
}
