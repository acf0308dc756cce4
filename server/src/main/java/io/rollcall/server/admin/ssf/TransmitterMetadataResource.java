package io.rollcall.server.admin.ssf;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.admin.AdminJson;
import io.rollcall.server.events.tokens.SecurityEventTokens;
import io.rollcall.server.events.tokens.SigningKeys;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Metadata of the transmitter (Shared Signals Framework section 7), and the keys that verify its tokens (RFC 7517). */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class TransmitterMetadataResource {
    private static final String KEYS = "jwks.json";

    /** As long as a new key is published before it signs. */
    private static final String CACHED = "public, max-age=60";

    private final SigningKeys keys;
    private final byte[] metadata;

    TransmitterMetadataResource(SecurityEventTokens tokens, SigningKeys keys) {
        this.keys = keys;
        ObjectNode json = AdminJson.object()
                .put("spec_version", "1_0")
                .put("issuer", tokens.issuer())
                .put("jwks_uri", tokens.issuer() + SsfApplication.WELL_KNOWN + "/" + KEYS);
        json.putArray("delivery_methods_supported")
                .add(StreamConfiguration.PUSH)
                .add(StreamConfiguration.POLL);
        json.put("configuration_endpoint", tokens.url("/stream"))
                .put("status_endpoint", tokens.url("/status"))
                .put("verification_endpoint", tokens.url("/verify"))
                .put("default_subjects", "ALL");
        json.putArray("authorization_schemes").addObject().put("spec_urn", "urn:ietf:rfc:6750");
        this.metadata = AdminJson.bytes(json);
    }

    @GET
    @Path("ssf-configuration")
    public Response metadata() {
        return cached(metadata);
    }

    @GET
    @Path(KEYS)
    public Response keys() {
        return cached(keys.published().getBytes(StandardCharsets.UTF_8));
    }

    private static Response cached(byte[] body) {
        return Response.ok(body).header(HttpHeaders.CACHE_CONTROL, CACHED).build();
    }
}
