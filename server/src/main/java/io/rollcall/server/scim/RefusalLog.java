package io.rollcall.server.scim;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.RefusedRequest;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.scim.ErrorTable.UnsupportedFeature;
import io.rollcall.server.scim.bulk.BulkOperation;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.protocol.ErrorDocument;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Notes what a known caller is refused, and what fails, in its organization's activity, in the words that the client got. */
final class RefusalLog implements ContainerResponseFilter {
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;

    private final Activity activity;
    private final ScimErrors errors;
    private final ScimJson json;

    RefusalLog(Activity activity, ScimErrors errors, ScimJson json) {
        this.activity = activity;
        this.errors = errors;
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= FIRST_REFUSAL) {
            ScimCaller.find(request).ifPresent(caller -> record(caller, request, response));
        }
    }

    /** A refusal that cannot be recorded is no answer: without its database the server says that instead. */
    private void record(ScimCaller caller, ContainerRequestContext request, ContainerResponseContext response) {
        RefusedRequest refused = refused(caller, request, response);
        try {
            record(caller, refused);
        } catch (DatabaseUnavailable gone) {
            Response unavailable = errors.toResponse(gone);
            response.setStatus(unavailable.getStatus());
            response.setEntity(unavailable.getEntity());
            response.getHeaders()
                    .putSingle(HttpHeaders.RETRY_AFTER, unavailable.getHeaderString(HttpHeaders.RETRY_AFTER));
            activity.recordFailure(caller.organization(), refused(caller, request, response));
        }
    }

    private RefusedRequest refused(
            ScimCaller caller, ContainerRequestContext request, ContainerResponseContext response) {
        String line = request.getMethod() + " /" + request.getUriInfo().getPath();
        ConcernedUser concerned = ConcernedUser.of(request);
        return RefusedRequest.of(line, response.getStatus(), detail(response), caller.actor())
                .about(concerned.id(), concerned.userName());
    }

    /** Notes an operation of a bulk request that was refused or failed. */
    void note(ScimCaller caller, BulkOperation operation, ErrorDocument error) {
        ConcernedUser concerned = ConcernedUser.of(operation);
        record(
                caller,
                RefusedRequest.of(
                                operation.method() + " " + operation.path(),
                                error.status(),
                                error.detail(),
                                caller.actor())
                        .about(concerned.id(), concerned.userName()));
    }

    /** Records a refusal. Server errors are recorded later, since the database may be the cause. */
    private void record(ScimCaller caller, RefusedRequest refused) {
        if (refused.status() < FIRST_FAILURE || refused.status() == UnsupportedFeature.STATUS) {
            activity.recordRefusal(caller.organization(), refused);
        } else {
            activity.recordFailure(caller.organization(), refused);
        }
    }

    private String detail(ContainerResponseContext response) {
        return response.getEntity() instanceof byte[] body
                ? json.read(body).path("detail").asText()
                : "";
    }
}
