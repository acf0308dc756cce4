package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.events.receipts.Delays;
import io.rollcall.server.events.receipts.OffboardingJson;
import io.rollcall.server.events.receipts.OffboardingQuery;
import io.rollcall.server.events.receipts.Offboardings;
import io.rollcall.server.importexport.OffboardingCsv;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.limits.SlowLists;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Deactivated and deleted users of an organization, with the receipts of their events, newest first. */
@Path("organizations/{slug}/offboardings")
public final class OffboardingsResource {
    private static final String CSV = "text/csv";
    private static final MediaType CSV_TYPE = MediaType.valueOf(CSV + ";charset=utf-8;header=present");
    private static final String FORMAT = "format";
    private static final String AFTER = "after";

    private final AdminOrganizations organizations;
    private final Offboardings offboardings;
    private final SlowLists lists;

    OffboardingsResource(AdminOrganizations organizations, Offboardings offboardings, SlowLists lists) {
        this.organizations = organizations;
        this.offboardings = offboardings;
        this.lists = lists;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @QueryParameters({"from", "until", "overdue", "user", "limit", AFTER, FORMAT})
    public Response list(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        OrganizationId organization = organizations.get(request, slug).id();
        StrictQuery query = StrictQuery.of(request);
        boolean csv = isCsv(request, query);
        OffboardingQuery selected = new OffboardingQuery(
                query.time("from"),
                query.time("until"),
                query.flag("overdue"),
                query.userId("user").map(Object::toString),
                query.position(AFTER),
                query.limit());
        Offboardings.Page page =
                lists.run(organization, selected.isQuick(), () -> offboardings.list(organization, selected));
        return csv ? csv(request, page, selected.after().isEmpty()) : json(organization, page, selected);
    }

    private static boolean isCsv(ContainerRequestContext request, StrictQuery query) {
        return query.text(FORMAT)
                .map(format -> {
                    if (!format.equals("csv") && !format.equals("json")) {
                        throw Refusal.invalid("The parameter format must be csv or json.");
                    }
                    return format.equals("csv");
                })
                .orElseGet(() -> request.getAcceptableMediaTypes().stream()
                        .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                                || type.isCompatible(MediaType.valueOf(CSV)))
                        .findFirst()
                        .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                        .isPresent());
    }

    private Response json(OrganizationId organization, Offboardings.Page page, OffboardingQuery query) {
        ObjectNode json = AdminJson.list(
                page.offboardings().stream().map(OffboardingJson::of).toList(),
                page.next().map(Object::toString));
        if (query.after().isEmpty()) {
            Delays delays = lists.run(organization, false, () -> offboardings.delays(organization));
            json.set("delays", OffboardingJson.of(delays));
        }
        return Response.ok(AdminJson.bytes(json), MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    /** Returns a page as a table; a whole export in one response would let a slow client hold a thread. */
    private static Response csv(ContainerRequestContext request, Offboardings.Page page, boolean first) {
        StringBuilder table = new StringBuilder();
        OffboardingCsv.write(page.offboardings(), first, table);
        Response.ResponseBuilder response = Response.ok(table.toString().getBytes(StandardCharsets.UTF_8), CSV_TYPE)
                .header("Content-Disposition", "attachment; filename=\"offboardings.csv\"");
        Optional<Long> next = page.next();
        next.ifPresent(position -> response.header("Link", "<" + next(request, position) + ">; rel=\"next\""));
        return response.build();
    }

    /** Returns the relative URL of the next page: the one that clients use may have another host. */
    private static String next(ContainerRequestContext request, long position) {
        String query = request.getUriInfo()
                .getRequestUriBuilder()
                .replaceQueryParam(AFTER, position)
                .build()
                .getRawQuery();
        return "?" + query;
    }
}
