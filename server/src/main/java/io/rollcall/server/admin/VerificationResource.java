package io.rollcall.server.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.audit.RecordedVerification;
import io.rollcall.server.audit.VerifiedChain;
import io.rollcall.server.audit.chain.Checkpoint;
import io.rollcall.server.audit.chain.CheckpointJson;
import io.rollcall.server.kernel.OrganizationId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Verification and checkpoints of the logs' hash chains; for operators. */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public final class VerificationResource {
    private final AdminOrganizations organizations;
    private final RecordedVerification verification;

    VerificationResource(AdminOrganizations organizations, RecordedVerification verification) {
        this.organizations = organizations;
        this.verification = verification;
    }

    @POST
    @Path("verification")
    public Response verify(@Context ContainerRequestContext request, InputStream body) {
        AdminCaller caller = AdminCaller.of(request);
        caller.requireOperator();
        StrictBody members = AdminJson.read(request, body).only("organization", "checkpoint");
        Optional<OrganizationId> only = members.text("organization")
                .map(slug -> organizations.get(request, slug).id());
        Optional<Checkpoint> checkpoint = members.has("checkpoint")
                ? Optional.of(CheckpointJson.read(
                        members.object("checkpoint").object().toString()))
                : Optional.empty();
        List<VerifiedChain> verified = verification.run(only, checkpoint, caller.actor());
        ObjectNode json = AdminJson.object().put("intact", verified.stream().allMatch(chain -> chain.report()
                .isIntact()));
        ArrayNode chains = json.putArray("chains");
        verified.forEach(chain -> chains.add(chain.json()));
        return Response.ok(AdminJson.bytes(json)).build();
    }

    @GET
    @Path("checkpoint")
    public Response checkpoint(@Context ContainerRequestContext request) {
        AdminCaller.of(request).requireOperator();
        return Response.ok(AdminJson.bytes(AdminJson.parsed(CheckpointJson.write(verification.checkpoint()))))
                .build();
    }
}
