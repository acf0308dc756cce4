package io.rollcall.server.scim;

import io.rollcall.server.kernel.Plural;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.WorkingMemory;
import io.rollcall.server.limits.ConcurrencyLimit;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.scim.bulk.BulkEndpoint;
import io.rollcall.server.scim.bulk.BulkJob;
import io.rollcall.server.scim.bulk.BulkOperation;
import io.rollcall.server.scim.bulk.BulkRequest;
import io.rollcall.server.scim.groups.GroupOperations;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.UserOperations;
import io.rollcall.server.scim.scimple.protocol.ErrorDocument;
import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;

/** {@code /Bulk}: many operations in one request (RFC 7644 section 3.7). */
@Path("Bulk")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class BulkResource {
    private final UserOperations users;
    private final GroupOperations groups;
    private final WorkingMemory memory;
    private final ScimJson json;
    private final ScimErrors errors;
    private final RefusalLog refusals;
    private final ScimBody bodies;
    private final ConcurrencyLimit limit;
    private final WrittenBytes written;
    private final int maxOperations;
    private final Duration timeout;

    BulkResource(
            UserOperations users,
            GroupOperations groups,
            WorkingMemory memory,
            ScimJson json,
            ScimErrors errors,
            RefusalLog refusals,
            ScimBody bodies,
            ConcurrencyLimit limit,
            WrittenBytes written,
            int maxOperations,
            Duration timeout) {
        this.users = users;
        this.groups = groups;
        this.memory = memory;
        this.json = json;
        this.errors = errors;
        this.refusals = refusals;
        this.bodies = bodies;
        this.limit = limit;
        this.written = written;
        this.maxOperations = maxOperations;
        this.timeout = timeout;
    }

    @POST
    public Response run(@Context ContainerRequestContext request, InputStream body) {
        ScimCaller caller = ScimCaller.of(request);
        return limit.run(caller.organization(), () -> run(caller, request, body));
    }

    private Response run(ScimCaller caller, ContainerRequestContext request, InputStream body) {
        long begun = System.nanoTime();
        BulkRequest bulk = BulkRequest.read(bodies.readWrite(request, body), maxOperations);
        BulkJob job = new BulkJob(
                bulk,
                caller.baseUrl(),
                name -> endpoint(name, caller),
                (operation, failure) -> describe(caller, operation, failure),
                () -> requireTime(begun));
        return Response.ok(json.bytes(job.run())).build();
    }

    private void requireTime(long begun) {
        if (System.nanoTime() - begun > timeout.toNanos()) {
            throw Refusal.busy(
                    "The operations before this one took longer than %s. Send this one again in another request."
                            .formatted(Plural.of(timeout.toSeconds(), "second")));
        }
    }

    private ErrorDocument describe(ScimCaller caller, BulkOperation operation, Throwable failure) {
        ErrorDocument error = errors.describe(failure);
        refusals.note(caller, operation, error);
        return error;
    }

    private BulkEndpoint endpoint(String name, ScimCaller caller) {
        return switch (name) {
            case "Users" -> new BulkUsers(users, memory, written, caller);
            case "Groups" -> new BulkGroups(groups, memory, written, GroupsResource.requireGroups(caller));
            default ->
                throw new ScimProblem(
                        Type.INVALID_SYNTAX,
                        "Bulk operations apply to /Users" + (caller.groups() ? " and /Groups" : "") + ", not to /"
                                + name + ".");
        };
    }
}
