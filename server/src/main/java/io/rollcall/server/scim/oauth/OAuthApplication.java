package io.rollcall.server.scim.oauth;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.http.MediaTypeHeaderCheck;
import io.rollcall.server.http.Mount;
import io.rollcall.server.http.PlainBodies;
import io.rollcall.server.http.Resources;
import io.rollcall.server.http.ServedHosts;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.oauth.OAuthConfig;
import io.rollcall.server.oauth.TokenGrants;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** JAX-RS applications of the authorization server: the token endpoint and its metadata (RFC 6749, RFC 8414). */
@Singleton
public final class OAuthApplication {
    private static final String PATH = "/oauth";
    private static final String METADATA = "/.well-known/oauth-authorization-server";

    private final OAuthConfig config;
    private final PublicUrls urls;
    private final RequestLimits limits;
    private final List<Object> endpoint;
    private final List<Object> metadata;

    @Inject
    public OAuthApplication(
            OAuthConfig config,
            TokenGrants grants,
            Organizations organizations,
            PublicUrls urls,
            RequestLimits.Config limits,
            MeterRegistry meters) {
        this.config = config;
        this.urls = urls;
        this.limits = new RequestLimits(limits, meters, "oauth");
        this.endpoint = List.of(new TokenEndpoint(grants, organizations, urls, this.limits));
        this.metadata = List.of(new AuthorizationServerMetadata(urls, this.limits));
    }

    /** Returns the applications; the path of the metadata is below that of others, so they come first. */
    public List<Mount> mounts() {
        return List.of(mount(PATH, endpoint), mount(METADATA, metadata));
    }

    private Mount mount(String path, List<Object> resources) {
        OAuthErrors errors = new OAuthErrors();
        return new Mount(
                path,
                Resources.of(
                        resources,
                        List.of(
                                new ServedHosts(urls::serves),
                                new MediaTypeHeaderCheck(),
                                new PlainBodies(),
                                errors,
                                new OAuthHeaders())),
                errors,
                Optional.empty(),
                config.maxBodyBytes(),
                Optional.of(limits),
                Optional.empty());
    }
}
