package io.rollcall.server.console.webhooks;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Addresses of the pages about webhooks. They are the same in every area; a subclass checks the right to its area. */
public abstract class WebhookRoutes {
    private static final String ID = "id";

    private final WebhookListPage list;
    private final WebhookFormPage form;
    private final WebhookPage page;
    private final DeliveryPage deliveries;

    WebhookRoutes(WebhookListPage list, WebhookFormPage form, WebhookPage page, DeliveryPage deliveries) {
        this.list = list;
        this.form = form;
        this.page = page;
        this.deliveries = deliveries;
    }

    /** Returns the area that the request names. @throws RuntimeException if the administrator has no right to it */
    abstract WebhookArea area(ContainerRequestContext request);

    @GET
    public Response list(@Context ContainerRequestContext request) {
        return list.show(area(request));
    }

    @GET
    @Path("consumers/{name}/remove")
    public Response askRemoveConsumer(@Context ContainerRequestContext request, @PathParam("name") String name) {
        return list.askRemove(area(request), name);
    }

    @POST
    @Path("consumers/{name}/remove")
    public Response removeConsumer(@Context ContainerRequestContext request, @PathParam("name") String name) {
        return list.remove(area(request), name);
    }

    @GET
    @Path("add")
    public Response askAdd(@Context ContainerRequestContext request) {
        return form.askAdd(area(request));
    }

    @POST
    @Path("add")
    public Response add(@Context ContainerRequestContext request) {
        return form.add(area(request));
    }

    @GET
    @Path("{id}/edit")
    public Response askEdit(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return form.askEdit(area(request), id);
    }

    @POST
    @Path("{id}/edit")
    public Response edit(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return form.edit(area(request), id);
    }

    @GET
    @Path("{id}")
    public Response show(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return page.show(area(request), id);
    }

    @GET
    @Path("{id}/secret")
    public Response secret(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return page.secret(area(request), id);
    }

    @GET
    @Path("{id}/rotate")
    public Response askRotate(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return page.askRotate(area(request), id);
    }

    @POST
    @Path("{id}/rotate")
    public Response rotate(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return page.rotate(area(request), id);
    }

    @POST
    @Path("{id}/enable")
    public Response enable(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return page.enable(area(request), id);
    }

    @GET
    @Path("{id}/replay")
    public Response askReplay(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return page.askReplay(area(request), id);
    }

    @POST
    @Path("{id}/replay")
    public Response replay(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return page.replay(area(request), id);
    }

    @GET
    @Path("{id}/remove")
    public Response askRemove(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return page.askRemove(area(request), id);
    }

    @POST
    @Path("{id}/remove")
    public Response remove(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return page.remove(area(request), id);
    }

    @POST
    @Path("{id}/test")
    public Response test(@Context ContainerRequestContext request, @PathParam(ID) String id) {
        return page.test(area(request), id);
    }

    @GET
    @Path("{id}/deliveries/{delivery}")
    public Response delivery(
            @Context ContainerRequestContext request,
            @PathParam(ID) String id,
            @PathParam("delivery") String delivery) {
        return deliveries.show(area(request), id, delivery);
    }

    @POST
    @Path("{id}/deliveries/{delivery}/resend")
    public Response resend(
            @Context ContainerRequestContext request,
            @PathParam(ID) String id,
            @PathParam("delivery") String delivery) {
        return deliveries.resend(area(request), id, delivery);
    }
}
