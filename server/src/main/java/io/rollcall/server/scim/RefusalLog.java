package io.rollcall.server.scim;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.scim.protocol.ScimJson;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Notes each refused request of a known caller in its organization's activity, in the words that the client got. */
final class RefusalLog implements ContainerResponseFilter {
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;

    private final Activity activity;
    private final ScimJson json;

    RefusalLog(Activity activity, ScimJson json) {
        this.activity = activity;
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= FIRST_REFUSAL && response.getStatus() < FIRST_FAILURE) {
            ScimCaller.find(request).ifPresent(caller -> note(caller, request, response));
        }
    }

    private void note(ScimCaller caller, ContainerRequestContext request, ContainerResponseContext response) {
        activity.recordRefusal(
                caller.organization(),
                request.getMethod() + " /" + request.getUriInfo().getPath(),
                response.getStatus(),
                detail(response),
                caller.actor());
    }

    private String detail(ContainerResponseContext response) {
        return response.getEntity() instanceof byte[] body
                ? json.read(body).path("detail").asText()
                : "";
    }
}
