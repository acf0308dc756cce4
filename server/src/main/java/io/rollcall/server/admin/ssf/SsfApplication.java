package io.rollcall.server.admin.ssf;

import io.micrometer.core.instrument.MeterRegistry;
import io.rollcall.server.admin.AdminErrors;
import io.rollcall.server.admin.AdminHeaders;
import io.rollcall.server.admin.AdminKeyFilter;
import io.rollcall.server.adminkeys.AdminKeys;
import io.rollcall.server.adminkeys.RejectedKeys;
import io.rollcall.server.events.tokens.EventStreams;
import io.rollcall.server.events.tokens.EventTokenConfig;
import io.rollcall.server.events.tokens.PushEndpoints;
import io.rollcall.server.events.tokens.SecurityEventTokens;
import io.rollcall.server.events.tokens.SigningKeys;
import io.rollcall.server.events.tokens.TokenPolling;
import io.rollcall.server.http.ForwardedRequest;
import io.rollcall.server.http.MediaTypeHeaderCheck;
import io.rollcall.server.http.Mount;
import io.rollcall.server.http.PlainBodies;
import io.rollcall.server.http.Resources;
import io.rollcall.server.http.ServedHosts;
import io.rollcall.server.limits.RequestLimits;
import io.rollcall.server.limits.WrittenBytes;
import io.rollcall.server.organizations.PublicUrls;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.List;
import java.util.Optional;

/** JAX-RS applications of a transmitter of the OpenID Shared Signals Framework 1.0: its endpoints and its metadata. */
@Singleton
public final class SsfApplication {
    /** Base path of the metadata on every host (RFC 8615). */
    static final String WELL_KNOWN = "/.well-known";

    private final EventTokenConfig config;
    private final AdminKeys keys;
    private final RejectedKeys rejected;
    private final PublicUrls urls;
    private final RequestLimits limits;
    private final WrittenBytes written;
    private final AdminErrors adminErrors = new AdminErrors();
    private final List<Object> resources;
    private final List<Object> metadata;

    @Inject
    public SsfApplication(
            EventTokenConfig config,
            AdminKeys keys,
            RejectedKeys rejected,
            PublicUrls urls,
            EventStreams streams,
            TokenPolling polling,
            SecurityEventTokens tokens,
            PushEndpoints endpoints,
            SigningKeys signingKeys,
            RequestLimits.Config limits,
            WrittenBytes written,
            MeterRegistry meters) {
        this.config = config;
        this.keys = keys;
        this.rejected = rejected;
        this.urls = urls;
        this.limits = new RequestLimits(limits, meters, "ssf");
        this.written = written;
        StreamConfiguration configuration = new StreamConfiguration(tokens, endpoints, config);
        this.resources = List.of(
                new StreamsResource(streams, configuration, tokens),
                new StreamStatusResource(streams),
                new StreamVerificationResource(streams),
                new PollResource(streams, polling, config));
        this.metadata = List.of(new TransmitterMetadataResource(tokens, signingKeys));
    }

    /** Returns the applications; none if security event tokens are disabled. */
    public List<Mount> mounts() {
        return config.enabled()
                ? List.of(
                        mount(
                                SecurityEventTokens.PATH,
                                resources,
                                new AdminKeyFilter(keys, rejected, limits, written),
                                Optional.of(limits)),
                        mount(WELL_KNOWN, metadata, new AddressLimit(limits), Optional.empty()))
                : List.of();
    }

    private Mount mount(
            String path, List<Object> resources, ContainerRequestFilter admission, Optional<RequestLimits> failures) {
        return new Mount(
                path,
                Resources.of(
                        resources,
                        List.of(
                                new ServedHosts(urls::serves),
                                new MediaTypeHeaderCheck(),
                                new PlainBodies(),
                                admission,
                                new SsfErrors(adminErrors),
                                new AdminHeaders())),
                adminErrors,
                Optional.empty(),
                config.maxBodyBytes(),
                failures,
                Optional.empty());
    }

    /** Counts the requests of an address, which need no key. */
    @PreMatching
    static final class AddressLimit implements ContainerRequestFilter {
        private final RequestLimits limits;

        AddressLimit(RequestLimits limits) {
            this.limits = limits;
        }

        @Override
        public void filter(ContainerRequestContext request) {
            limits.count(Optional.empty(), ForwardedRequest.of(request).address());
        }
    }
}
