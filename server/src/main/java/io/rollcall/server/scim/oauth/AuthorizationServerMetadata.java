package io.rollcall.server.scim.oauth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.http.ForwardedRequest;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.oauth.AssertionTrust;
import io.rollcall.server.organizations.PublicUrls;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Metadata of the authorization server at the called host (RFC 8414). */
@Path("")
public final class AuthorizationServerMetadata {
    private static final String CACHED = "public, max-age=60";
    private static final List<String> METHODS = List.of("client_secret_basic", "client_secret_post", "private_key_jwt");

    private final PublicUrls urls;
    private final RequestLimits limits;

    AuthorizationServerMetadata(PublicUrls urls, RequestLimits limits) {
        this.urls = urls;
        this.limits = limits;
    }

    @GET
    public Response get(@Context ContainerRequestContext request) {
        limits.countAnonymous(ForwardedRequest.of(request).address());
        String issuer = CalledHost.of(request, urls).issuer();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("issuer", issuer)
                .put("token_endpoint", issuer + CalledHost.TOKEN_PATH);
        add(json.putArray("grant_types_supported"), List.of("client_credentials"));
        json.putArray("response_types_supported");
        add(json.putArray("scopes_supported"), Scopes.ALL);
        add(json.putArray("token_endpoint_auth_methods_supported"), METHODS);
        add(json.putArray("token_endpoint_auth_signing_alg_values_supported"), AssertionTrust.ALGORITHMS);
        return Response.ok(json.toString(), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, CACHED)
                .build();
    }

    private static void add(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
