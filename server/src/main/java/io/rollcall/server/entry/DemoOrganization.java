package io.rollcall.server.entry;

import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.SecretText;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.PublicUrls;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.tokens.Tokens;
import java.util.Optional;

/**
 * The organization that a trial starts with, so that the first request works at once.
 *
 * @param token its token, where it was made just now
 */
record DemoOrganization(String baseUrl, Optional<SecretText> token) {
    private static final Slug SLUG = new Slug("acme");

    /** Makes it where there is no organization at all; empty where there are others only. */
    static Optional<DemoOrganization> find(Organizations organizations, Tokens tokens, PublicUrls urls) {
        if (organizations.list().isEmpty()) {
            Organization made = organizations.create(SLUG, "Acme (demo)", Actor.system());
            SecretText token = tokens.issue(made.id(), "Demo", Actor.system()).secret();
            return Optional.of(new DemoOrganization(urls.of(SLUG), Optional.of(token)));
        }
        return organizations.find(SLUG).map(found -> new DemoOrganization(urls.of(found.slug()), Optional.empty()));
    }
}
