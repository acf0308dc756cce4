package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.roles.Role;
import io.rollcall.server.roles.Roles;
import io.rollcall.server.scim.projection.AttributeSelection;
import io.rollcall.server.scim.schema.RoleSchema;
import io.rollcall.server.scim.schema.UserSchemas;
import io.rollcall.server.scim.scimple.ScimCaller;
import io.rollcall.server.scim.scimple.SearchRequest;
import io.rollcall.server.scim.scimple.protocol.ListDocument;
import io.rollcall.server.scim.scimple.protocol.MediaTypes;
import io.rollcall.server.scim.scimple.protocol.ScimJson;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code /Roles}: the roles that identity providers may assign, in the form that Okta discovers. They are read-only, because
 * the organization defines its roles.
 */
@Path("Roles")
@Produces({MediaTypes.SCIM, MediaTypes.JSON})
public final class RolesResource {
    private static final UserSchemas SCHEMAS = RoleSchema.schemas();

    private final Roles roles;
    private final int maxPageSize;
    private final ScimBody bodies;
    private final ScimJson json;

    RolesResource(Roles roles, int maxPageSize, ScimBody bodies, ScimJson json) {
        this.roles = roles;
        this.maxPageSize = maxPageSize;
        this.bodies = bodies;
        this.json = json;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        return answer(request, SearchRequest.ofQuery(request.getUriInfo().getQueryParameters()));
    }

    @POST
    @Path(".search")
    public Response search(@Context ContainerRequestContext request, InputStream body) {
        return answer(request, SearchRequest.ofBody(bodies.read(request, body)));
    }

    @GET
    @Path(ResourcePath.ID)
    public Response get(@Context ContainerRequestContext request, @PathParam("id") String id) {
        SearchRequest asked = SearchRequest.ofQuery(request.getUriInfo().getQueryParameters());
        return offered(request).stream()
                .filter(role -> role.value().equals(id))
                .findFirst()
                .map(role -> Response.ok(json.bytes(resource(request, asked, role))))
                .orElseThrow(() ->
                        new NotFoundException("There is no role with this id that an identity provider may assign;"
                                + " /Roles without an id lists all."))
                .build();
    }

    private Response answer(ContainerRequestContext request, SearchRequest search) {
        refuseUnsupported(search);
        List<Role> all = offered(request);
        int startIndex = Math.max(1, search.startIndex().orElse(1));
        int count = Math.min(Math.max(0, search.count().orElse(maxPageSize)), maxPageSize);
        List<ObjectNode> page = all.stream()
                .skip(startIndex - 1L)
                .limit(count)
                .map(role -> resource(request, search, role))
                .toList();
        return Response.ok(json.bytes(
                        ListDocument.page(all.size(), startIndex, page).json()))
                .build();
    }

    /** Refuses filters and cursors, as RFC 7644 section 3.4.2.2 and RFC 9865 allow. A sort order may be ignored. */
    private static void refuseUnsupported(SearchRequest search) {
        if (search.filter().isPresent()) {
            throw new ScimProblem(
                    Type.INVALID_FILTER,
                    "/Roles cannot be filtered. Send the request without the filter; the list is short.");
        }
        if (search.cursor().isPresent()) {
            throw new ScimProblem(
                    Type.INVALID_CURSOR,
                    "/Roles is paged by startIndex and count only. Send the request without the cursor.");
        }
    }

    private List<Role> offered(ContainerRequestContext request) {
        return roles.catalogue(ScimCaller.of(request).organization()).offered();
    }

    private static ObjectNode resource(ContainerRequestContext request, SearchRequest asked, Role role) {
        return AttributeSelection.of(SCHEMAS, asked.attributes(), asked.excludedAttributes())
                .select(document(role, ScimCaller.of(request).baseUrl()));
    }

    private static ObjectNode document(Role role, String baseUrl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("schemas").add(RoleSchema.URN);
        json.put("id", role.value());
        json.put("displayName", role.displayName());
        json.put("description", description(role.kind()));
        json.putObject("meta")
                .put("resourceType", "Role")
                .put("location", baseUrl + "/Roles/" + pathSegment(role.value()));
        return json;
    }

    private static String description(Role.Kind kind) {
        return switch (kind) {
            case PERSONAL -> "For people who are assigned one by one.";
            case GROUP -> "For people who come through an assigned group.";
            case BOTH -> "For people who are assigned one by one or come through an assigned group.";
        };
    }

    /** Percent-encodes a path segment (RFC 3986 section 3.3). Form encoding differs only in the blank. */
    private static String pathSegment(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
