package io.rollcall.server.scim.oauth;

import io.rollcall.server.http.ForwardedRequest;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.organizations.PublicUrls.HostMeaning;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Host that a request names: an organization's own, or one that is valid for all organizations.
 *
 * @param issuer the authorization server's issuer identifier there (RFC 8414 section 2)
 */
record CalledHost(HostMeaning meaning, String issuer) {
    /** Path of the token endpoint below the issuer. */
    static final String TOKEN_PATH = PublicUrls.TOKEN_PATH;

    /** @throws NotFoundException on the base domain, which is no organization's */
    static CalledHost of(ContainerRequestContext request, PublicUrls urls) {
        HostMeaning meaning = urls.read(ForwardedRequest.of(request).host());
        return new CalledHost(
                meaning,
                urls.baseUrl(meaning)
                        .map(urls::withoutPath)
                        .orElseThrow(() -> new NotFoundException(
                                "Access tokens are issued at an organization's host, such as acme.example.com.")));
    }

    /** Returns the audiences by which an assertion may name this server: its issuer or its token endpoint. */
    Set<String> audiences(Organization organization, PublicUrls urls) {
        return Stream.of(issuer, urls.issuer(organization.slug()))
                .flatMap(name -> Stream.of(name, name + TOKEN_PATH))
                .collect(Collectors.toUnmodifiableSet());
    }
}
