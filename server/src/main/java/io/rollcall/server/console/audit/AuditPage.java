package io.rollcall.server.console.audit;

import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.UserId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The installation's audit log, for operators only. */
@Path("audit")
public final class AuditPage {
    private static final int PAGE = 50;

    private final LayoutFactory layouts;
    private final Audit audit;

    public AuditPage(LayoutFactory layouts, Audit audit) {
        this.layouts = layouts;
        this.audit = audit;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        return forOperators(request, () -> {
            AuditFilter filter = AuditFilter.read(QueryString.of(request));
            Audit.Slice found = audit.slice(filter.toQuery(PAGE + 1), Audit.Slice.OF_REQUEST);
            boolean more = found.cut() || found.entries().size() > PAGE;
            List<AuditEntry> shown =
                    found.entries().subList(0, Math.min(PAGE, found.entries().size()));
            AuditView view = new AuditView(
                    layouts.of(request, "audit"),
                    filter,
                    shown,
                    more ? Optional.of(shown.get(shown.size() - 1).id()) : Optional.empty());
            return Html.page(out -> JteAuditGenerated.render(out, null, view));
        });
    }

    @GET
    @Path("{id}")
    public Response show(@Context ContainerRequestContext request, @PathParam("id") String id) {
        return forOperators(request, () -> {
            AuditEntry entry = UserId.parse(id)
                    .map(UserId::value)
                    .map(audit::get)
                    .orElseThrow(() ->
                            Refusal.notFound("The audit log has no such entry, or it was deleted because of its age."));
            AuditEntryView view = new AuditEntryView(
                    layouts.of(request, "kind." + entry.kind().label()), entry);
            return Html.page(out -> JteAuditEntryGenerated.render(out, null, view));
        });
    }

    /** Sends administrators of one organization away before anything is read. */
    private static Response forOperators(ContainerRequestContext request, Supplier<Response> page) {
        return ConsoleCaller.of(request).administrator().isOperator() ? page.get() : Html.goTo(ConsolePaths.ROOT);
    }
}
