package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.events.EventCursor;
import io.rollcall.server.events.EventLog;
import io.rollcall.server.events.webhooks.Deliveries;
import io.rollcall.server.events.webhooks.Delivery;
import io.rollcall.server.events.webhooks.SignatureScheme;
import io.rollcall.server.events.webhooks.Webhook;
import io.rollcall.server.events.webhooks.WebhookChange;
import io.rollcall.server.events.webhooks.WebhookJson;
import io.rollcall.server.events.webhooks.WebhookRequest;
import io.rollcall.server.events.webhooks.Webhooks;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.EnumName;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.kernel.TimeOrderedId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Endpoints that events are sent to: all of them for operators, those of their organization for other keys. */
@Path("webhooks")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhooksResource {
    private static final String URL = "url";
    private static final String TYPES = "types";
    private static final String DESCRIPTION = "description";
    private static final String SIGNATURE = "signature";
    private static final String DOCUMENT = "document";
    private static final String ENABLED = "enabled";
    private static final String ORGANIZATION = "organization";
    private static final String NOW = "now";

    private final AdminOrganizations found;
    private final Organizations organizations;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final EventLog log;
    private final Clock clock;

    WebhooksResource(AdminOrganizations found, Webhooks webhooks, Deliveries deliveries, EventLog log, Clock clock) {
        this.found = found;
        this.organizations = found.organizations();
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.log = log;
        this.clock = clock;
    }

    @GET
    public Response list(@Context ContainerRequestContext request) {
        return ok(AdminJson.list(
                webhooks.list(scope(request)).stream().map(this::json).toList(), Optional.empty()));
    }

    @POST
    public Response create(@Context ContainerRequestContext request, InputStream body) {
        StrictBody members =
                AdminJson.read(request, body).only(URL, TYPES, ORGANIZATION, DESCRIPTION, SIGNATURE, DOCUMENT, ENABLED);
        Optional<OrganizationId> organization = members.text(ORGANIZATION)
                .map(slug -> found.get(request, slug))
                .map(Organization::id)
                .or(() -> scope(request));
        return made(webhooks.create(
                new WebhookRequest(
                        members.requiredText(URL),
                        members.texts(TYPES).orElse(List.of()),
                        organization,
                        members.text(DESCRIPTION).orElse(""),
                        signature(members).orElse(SignatureScheme.V1),
                        members.flag(DOCUMENT).orElse(false),
                        members.flag(ENABLED).orElse(true)),
                actor(request)));
    }

    @GET
    @Path("{id}")
    public Response get(@Context ContainerRequestContext request, @PathParam("id") String id) {
        return ok(json(webhooks.get(scope(request), id(id))));
    }

    @PATCH
    @Path("{id}")
    public Response update(@Context ContainerRequestContext request, @PathParam("id") String id, InputStream body) {
        StrictBody members = AdminJson.read(request, body).only(URL, TYPES, DESCRIPTION, DOCUMENT, ENABLED);
        WebhookChange change = new WebhookChange(
                members.text(URL),
                members.texts(TYPES),
                members.text(DESCRIPTION),
                members.flag(DOCUMENT),
                members.flag(ENABLED));
        return ok(json(webhooks.update(scope(request), id(id), change, actor(request))));
    }

    @DELETE
    @Path("{id}")
    public Response delete(@Context ContainerRequestContext request, @PathParam("id") String id) {
        webhooks.delete(scope(request), id(id), actor(request));
        return Response.noContent().build();
    }

    @POST
    @Path("{id}/secret")
    public Response rotate(@Context ContainerRequestContext request, @PathParam("id") String id, InputStream body) {
        StrictBody members = AdminJson.readOptional(request, body).only(SIGNATURE);
        Optional<SignatureScheme> signature = signature(members);
        return made(webhooks.rotate(scope(request), id(id), signature, actor(request)));
    }

    private static Optional<SignatureScheme> signature(StrictBody members) {
        return members.text(SIGNATURE).map(name -> EnumName.parse(SignatureScheme.class, SIGNATURE, name));
    }

    @POST
    @Path("{id}/test")
    public Response test(@Context ContainerRequestContext request, @PathParam("id") String id) {
        return accepted(deliveries.test(scope(request), id(id)));
    }

    @GET
    @Path("{id}/deliveries")
    @QueryParameters({"status", "limit", "after"})
    public Response deliveries(@Context ContainerRequestContext request, @PathParam("id") String id) {
        StrictQuery query = StrictQuery.of(request);
        Optional<Delivery.Status> status =
                query.text("status").map(word -> EnumName.parse(Delivery.Status.class, "status", word));
        List<Delivery> page = deliveries.list(scope(request), id(id), status, query.id("after"), query.limit());
        Optional<String> next = page.size() < query.limit()
                ? Optional.empty()
                : Optional.of(page.get(page.size() - 1).id().toString());
        return ok(AdminJson.list(page.stream().map(WebhookJson::of).toList(), next));
    }

    @POST
    @Path("{id}/deliveries/{delivery}/resend")
    public Response resend(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("delivery") String delivery) {
        return accepted(deliveries.resend(
                scope(request),
                id(id),
                TimeOrderedId.parse(delivery).orElseThrow(() -> Deliveries.noSuchDelivery(delivery))));
    }

    @POST
    @Path("{id}/replay")
    public Response replay(@Context ContainerRequestContext request, @PathParam("id") String id, InputStream body) {
        StrictBody members = AdminJson.read(request, body);
        if (members.theOnly("after", "from").equals("from")) {
            long before = log.positionBefore(members.time("from"));
            webhooks.replay(scope(request), id(id), before, actor(request));
        } else if (members.requiredText("after").equals(NOW)) {
            webhooks.skip(scope(request), id(id), actor(request));
        } else {
            EventCursor cursor = EventCursor.parse(members.requiredText("after"));
            webhooks.replay(scope(request), id(id), cursor.position(), actor(request));
        }
        return ok(json(webhooks.get(scope(request), id(id))));
    }

    private static Actor actor(ContainerRequestContext request) {
        return AdminCaller.of(request).actor();
    }

    private static Optional<OrganizationId> scope(ContainerRequestContext request) {
        return AdminCaller.of(request).key().organization();
    }

    private static UUID id(String text) {
        return TimeOrderedId.parse(text).orElseThrow(() -> Webhooks.noSuchWebhook(text));
    }

    private ObjectNode json(Webhook webhook) {
        Optional<String> slug = webhook.organization().flatMap(organizations::slug);
        return WebhookJson.of(webhook, slug, webhooks.lag(webhook), clock.instant());
    }

    private static Response ok(ObjectNode json) {
        return Response.ok(AdminJson.bytes(json)).build();
    }

    private static Response made(Webhook.Issued issued) {
        return Response.status(Response.Status.CREATED)
                .entity(AdminJson.bytes(WebhookJson.of(issued)))
                .build();
    }

    private static Response accepted(Delivery delivery) {
        return Response.status(Response.Status.ACCEPTED)
                .entity(AdminJson.bytes(WebhookJson.of(delivery)))
                .build();
    }
}
