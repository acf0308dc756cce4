package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditExport;
import io.rollcall.server.audit.AuditJson;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.limits.SlowLists;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Audit log of the whole installation; for operators. */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    private final Audit audit;
    private final AuditExport export;
    private final SlowLists lists;

    AuditResource(Audit audit, AuditExport export, SlowLists lists) {
        this.lists = lists;
        this.audit = audit;
        this.export = export;
    }

    @GET
    @QueryParameters({"kind", "actor", "organization", "outcome", "from", "to", "limit", "after"})
    public Response list(@Context ContainerRequestContext request) {
        AdminCaller.of(request).requireOperator();
        StrictQuery query = StrictQuery.of(request);
        AuditQuery selected = new AuditQuery(
                query.text("kind").map(AuditResource::kind),
                query.text("outcome").map(word -> EnumName.parse(AuditEntry.Outcome.class, "outcome", word)),
                query.text("actor"),
                query.text("organization"),
                query.time("from"),
                query.time("to"),
                query.id("after"),
                query.limit());
        Audit.Slice slice =
                lists.runForInstallation(selected.isIndexed(), () -> audit.slice(selected, Audit.Slice.OF_REQUEST));
        List<AuditEntry> entries = slice.entries();
        Optional<String> next = entries.size() < query.limit() && !slice.cut()
                ? Optional.empty()
                : Optional.of(entries.get(entries.size() - 1).id().toString());
        return answer(entries.stream().map(AuditJson::of).toList(), next);
    }

    private static AuditKind kind(String label) {
        return AuditKind.of(label)
                .orElseThrow(() -> Refusal.invalid("kind must be an audit kind, such as administrator.signed-in."));
    }

    @GET
    @Path("{id: [0-9a-f-]{36}}")
    public Response get(@Context ContainerRequestContext request, @PathParam("id") String id) {
        AdminCaller.of(request).requireOperator();
        UUID entry = TimeOrderedId.parse(id)
                .orElseThrow(() -> Refusal.notFound("The audit log has no entry with the ID '" + id + "'."));
        return Response.ok(AdminJson.bytes(AuditJson.of(audit.get(entry)))).build();
    }

    /** Returns a page of the export; a stream would let a slow client hold a thread and a connection. */
    @GET
    @Path("export")
    @QueryParameters({"limit", "after"})
    public Response export(@Context ContainerRequestContext request) {
        AdminCaller caller = AdminCaller.of(request);
        caller.requireOperator();
        StrictQuery query = StrictQuery.of(request);
        Optional<Long> after = query.position("after");
        List<AuditEntry.Chained> entries =
                export.page(after.orElse(AuditExport.BEGINNING), query.limit(), caller.actor());
        Optional<Long> last = entries.isEmpty()
                ? after
                : Optional.of(entries.get(entries.size() - 1).position());
        return answer(entries.stream().map(AuditJson::of).toList(), last.map(Object::toString));
    }

    private static Response answer(List<ObjectNode> items, Optional<String> next) {
        return Response.ok(AdminJson.bytes(AdminJson.list(items, next))).build();
    }
}
