package io.rollcall.server.scim;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.RefusedRequest;
import io.rollcall.server.http.RefusalFilter;
import io.rollcall.server.http.RequestOrigin;
import io.rollcall.server.scim.bulk.BulkOperation;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.protocol.ErrorDocument;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

/**
 * Records refused and failed requests of authenticated callers in their organization's activity, with the client's error
 * message.
 */
final class RefusalLog implements RefusalFilter.Log {
    private final Activity activity;
    private final ScimJson json;

    RefusalLog(Activity activity, ScimJson json) {
        this.activity = activity;
        this.json = json;
    }

    @Override
    public void record(ContainerRequestContext request, ContainerResponseContext response) {
        ScimCaller.find(request)
                .ifPresent(caller -> activity.recordRefused(caller.organization(), refused(caller, request, response)));
    }

    @Override
    public void recordLater(ContainerRequestContext request, ContainerResponseContext response) {
        record(request, response);
    }

    private RefusedRequest refused(
            ScimCaller caller, ContainerRequestContext request, ContainerResponseContext response) {
        ConcernedUser concerned = ConcernedUser.of(request);
        return RefusedRequest.of(RequestOrigin.line(request), response.getStatus(), detail(response), caller.actor())
                .about(concerned.id(), concerned.userName());
    }

    /** Records a refused or failed operation of a bulk request. */
    void note(ScimCaller caller, BulkOperation operation, ErrorDocument error) {
        ConcernedUser concerned = ConcernedUser.of(operation);
        activity.recordRefused(
                caller.organization(),
                RefusedRequest.of(
                                operation.method() + " " + operation.path(),
                                error.status(),
                                error.detail(),
                                caller.actor())
                        .about(concerned.id(), concerned.userName()));
    }

    private String detail(ContainerResponseContext response) {
        return response.getEntity() instanceof byte[] body
                ? json.read(body).path("detail").asText()
                : "";
    }
}
