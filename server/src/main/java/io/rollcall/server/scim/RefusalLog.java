package io.rollcall.server.scim;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.database.DatabaseUnavailable;
import io.rollcall.server.scim.bulk.BulkOperation;
import io.rollcall.server.scim.protocol.ErrorDocument;
import io.rollcall.server.scim.protocol.ScimJson;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Notes what a known caller is refused in its organization's activity, in the words that the client got. */
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
        if (isRefusal(response.getStatus())) {
            String line = request.getMethod() + " /" + request.getUriInfo().getPath();
            ScimCaller.find(request).ifPresent(caller -> record(caller, line, response));
        }
    }

    /** A refusal that cannot be recorded is no answer: without its database the server says that instead. */
    private void record(ScimCaller caller, String line, ContainerResponseContext response) {
        try {
            record(caller, line, response.getStatus(), detail(response));
        } catch (DatabaseUnavailable gone) {
            Response unavailable = errors.toResponse(gone);
            response.setStatus(unavailable.getStatus());
            response.setEntity(unavailable.getEntity());
            response.getHeaders()
                    .putSingle(HttpHeaders.RETRY_AFTER, unavailable.getHeaderString(HttpHeaders.RETRY_AFTER));
        }
    }

    /** Notes an operation of a bulk request, where it was refused. */
    void note(ScimCaller caller, BulkOperation operation, ErrorDocument error) {
        if (isRefusal(error.status())) {
            record(caller, operation.method() + " " + operation.path(), error.status(), error.detail());
        }
    }

    private static boolean isRefusal(int status) {
        return status >= FIRST_REFUSAL && status < FIRST_FAILURE;
    }

    private void record(ScimCaller caller, String request, int status, String detail) {
        activity.recordRefusal(caller.organization(), request, status, detail, caller.actor());
    }

    private String detail(ContainerResponseContext response) {
        return response.getEntity() instanceof byte[] body
                ? json.read(body).path("detail").asText()
                : "";
    }
}
