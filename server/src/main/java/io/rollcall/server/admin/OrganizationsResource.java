package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.Refusal;
import io.rollcall.server.organizations.DeprovisioningPolicy;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.OrganizationDeletion;
import io.rollcall.server.organizations.OrganizationJson;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.tokens.ProviderConnection;
import io.rollcall.server.tokens.Tokens;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/** Organizations: create, read, update one member at a time, delete. */
@Path("organizations")
@Produces(MediaType.APPLICATION_JSON)
public final class OrganizationsResource {
    private final AdminOrganizations found;
    private final Organizations organizations;
    private final OrganizationDeletion deletion;
    private final PublicUrls urls;
    private final Tokens tokens;
    private final Clock clock;

    OrganizationsResource(
            AdminOrganizations found,
            Organizations organizations,
            OrganizationDeletion deletion,
            PublicUrls urls,
            Tokens tokens,
            Clock clock) {
        this.found = found;
        this.organizations = organizations;
        this.deletion = deletion;
        this.urls = urls;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        AdminCaller.of(request).requireOperator();
        return Response.ok(AdminJson.bytes(AdminJson.list(
                        organizations.list().stream().map(this::json).toList(), Optional.empty())))
                .build();
    }

    @POST
    public Response create(@Context ContainerRequestContext request, InputStream body) {
        AdminCaller caller = AdminCaller.of(request);
        caller.requireOperator();
        StrictBody members = AdminJson.read(request, body).only("slug", "name");
        Slug slug = new Slug(members.requiredText("slug"));
        Organization made = organizations.create(slug, members.text("name").orElse(slug.value()), caller.actor());
        URI location =
                request.getUriInfo().getAbsolutePathBuilder().path(slug.value()).build();
        return Response.status(Response.Status.CREATED)
                .header("Location", location.getRawPath())
                .entity(AdminJson.bytes(whole(made)))
                .build();
    }

    @GET
    @Path("{slug}")
    public Response get(@Context ContainerRequestContext request, @PathParam("slug") String slug) {
        Organization organization = found.get(request, slug);
        return Response.ok(AdminJson.bytes(whole(organization))).build();
    }

    @PATCH
    @Path("{slug}")
    public Response change(@Context ContainerRequestContext request, @PathParam("slug") String slug, InputStream body) {
        Organization organization = found.get(request, slug);
        StrictBody members = AdminJson.read(request, body);
        String member = members.theOnly(
                "name", "slug", "scimEnabled", "groupsEnabled", "staticTokens", "status", "deprovisioning");
        if (member.equals("slug") || member.equals("status")) {
            AdminCaller.of(request).requireOperator();
        }
        Organization changed =
                change(organization, member, members, AdminCaller.of(request).actor());
        return Response.ok(AdminJson.bytes(whole(changed))).build();
    }

    private Organization change(Organization organization, String member, StrictBody members, Actor actor) {
        return switch (member) {
            case "name" -> organizations.setName(organization.id(), members.requiredText(member), actor);
            case "slug" -> organizations.rename(organization.id(), new Slug(members.requiredText(member)), actor);
            case "scimEnabled" ->
                organizations.setScimEnabled(organization.id(), members.requiredBoolean(member), actor);
            case "groupsEnabled" ->
                organizations.setGroupsEnabled(organization.id(), members.requiredBoolean(member), actor);
            case "staticTokens" ->
                organizations.setStaticTokens(organization.id(), members.requiredBoolean(member), actor);
            case "status" -> setStatus(organization, members.requiredText(member), actor);
            default -> {
                StrictBody policy = members.object(member).only("eraseAfterDays", "rehire");
                yield organizations.setPolicy(organization.id(), before -> changed(before, policy), actor);
            }
        };
    }

    private Organization setStatus(Organization organization, String word, Actor actor) {
        return switch (EnumName.parse(Organization.Status.class, "status", word)) {
            case ACTIVE -> organizations.resume(organization.id(), actor);
            case SUSPENDED -> organizations.suspend(organization.id(), actor);
            case DELETING -> throw Refusal.invalid("To delete the organization, send a DELETE request to its URL.");
        };
    }

    /** Returns the changed policy; null days mean never. */
    private static DeprovisioningPolicy changed(DeprovisioningPolicy before, StrictBody policy) {
        DeprovisioningPolicy after = policy.has("eraseAfterDays")
                ? before.withEraseAfterDays(policy.numberOrNull("eraseAfterDays"))
                : before;
        return policy.text("rehire")
                .map(word -> after.withRehire(EnumName.parse(DeprovisioningPolicy.Rehire.class, "rehire", word)))
                .orElse(after);
    }

    @DELETE
    @Path("{slug}")
    @QueryParameters("confirm")
    public Response delete(
            @Context ContainerRequestContext request,
            @PathParam("slug") String slug,
            @QueryParam("confirm") String confirmation) {
        Organization organization = found.get(request, slug);
        AdminCaller.of(request).requireOperator();
        deletion.delete(
                organization.id(),
                Optional.ofNullable(confirmation).orElse(""),
                AdminCaller.of(request).actor());
        return Response.noContent().build();
    }

    /** Returns the organization with its former slugs and the identity provider's connection, which lists omit. */
    private ObjectNode whole(Organization organization) {
        ProviderConnection connection = ProviderConnection.of(
                organization,
                tokens.listConnected(organization.id()),
                tokens.listRejected(organization.id()),
                clock.instant());
        return connection.addTo(OrganizationJson.of(organization, urls, organizations.formerSlugs(organization.id())));
    }

    private ObjectNode json(Organization organization) {
        return OrganizationJson.of(organization, urls);
    }
}
