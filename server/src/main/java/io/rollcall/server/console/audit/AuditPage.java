package io.rollcall.server.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rollcall.server.audit.Audit;
import io.rollcall.server.audit.AuditEntry;
import io.rollcall.server.audit.AuditKind;
import io.rollcall.server.audit.AuditQuery;
import io.rollcall.server.console.page.ConsoleCaller;
import io.rollcall.server.console.page.ConsolePaths;
import io.rollcall.server.console.page.DisplayText;
import io.rollcall.server.console.page.Html;
import io.rollcall.server.console.page.Layout;
import io.rollcall.server.console.page.LayoutFactory;
import io.rollcall.server.console.page.QueryString;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.limits.SlowLists;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The installation's audit log, for operators only. */
@Path("audit")
public final class AuditPage {
    private static final int PAGE = 50;

    private final LayoutFactory layouts;
    private final Audit audit;
    private final SlowLists lists;

    public AuditPage(LayoutFactory layouts, Audit audit, SlowLists lists) {
        this.lists = lists;
        this.layouts = layouts;
        this.audit = audit;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        return forOperators(request, () -> {
            AuditFilter filter = AuditFilter.read(QueryString.of(request));
            AuditQuery query = filter.toQuery(PAGE + 1);
            Audit.Slice found =
                    lists.runForInstallation(query.isIndexed(), () -> audit.slice(query, Audit.Slice.OF_REQUEST));
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
            AuditEntry entry = TimeOrderedId.parse(id)
                    .map(audit::get)
                    .orElseThrow(() ->
                            Refusal.notFound("The audit log has no such entry, or it was deleted because of its age."));
            AuditEntryView view = new AuditEntryView(
                    layouts.of(request, "kind." + entry.kind().label()), entry);
            return Html.page(out -> JteAuditEntryGenerated.render(out, null, view));
        });
    }

    /** Returns the page for operators; redirects other administrators before any data is read. */
    private static Response forOperators(ContainerRequestContext request, Supplier<Response> page) {
        return ConsoleCaller.of(request).administrator().isOperator() ? page.get() : Html.goTo(ConsolePaths.ROOT);
    }

    /** Page of the audit log. @param next the entry before which the next page begins */
    record AuditView(Layout layout, AuditFilter filter, List<AuditEntry> entries, Optional<UUID> next) {

        String path(AuditEntry entry) {
            return ConsolePaths.below(ConsolePaths.AUDIT, entry.id().toString());
        }

        /** Returns all kinds, sorted by their names on the page. */
        List<AuditKind> kinds() {
            return Stream.of(AuditKind.values())
                    .filter(kind -> AuditKind.of(kind.label()).isPresent())
                    .sorted(Comparator.comparing(this::name))
                    .toList();
        }

        String name(AuditKind kind) {
            return layout.t("kind." + kind.label());
        }

        List<AuditEntry.Outcome> outcomes() {
            return List.of(AuditEntry.Outcome.values());
        }

        static boolean failed(AuditEntry entry) {
            return entry.outcome() == AuditEntry.Outcome.FAILED;
        }
    }

    /** Model of an entry's page. */
    record AuditEntryView(Layout layout, AuditEntry entry) {
        private static final JsonMapper JSON = new JsonMapper();

        /** Optional field. @param label key of its name */
        record Field(String label, String value) {}

        /** Returns the plain-text fields that have a value. */
        List<Field> fields() {
            return Stream.of(
                            new Field("audit.ip", entry.actor().address()),
                            new Field("audit.user-agent", entry.actor().userAgent()),
                            new Field("audit.os-user", entry.origin().user()),
                            new Field("audit.host", entry.origin().host()),
                            new Field("audit.organization", entry.slug()),
                            new Field(
                                    "audit.organization-id",
                                    entry.organization().map(Object::toString).orElse("")),
                            new Field("audit.target", entry.subject()))
                    .filter(field -> !field.value().isEmpty())
                    .toList();
        }

        boolean hasDetail() {
            return !detail().equals("{ }");
        }

        /** Returns the detail as indented JSON, or unchanged if it is no JSON. */
        String detail() {
            try {
                JsonNode detail = JSON.readTree(entry.detail());
                return DisplayText.lines(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(detail));
            } catch (JsonProcessingException altered) {
                return DisplayText.lines(entry.detail());
            }
        }
    }
}
