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
 * Demo organization of a trial, so that the first request works without setup.
 *
 * @param token its token, if it was created by this start
 */
record DemoOrganization(String baseUrl, Optional<SecretText> token) {
    private static final Slug SLUG = new Slug("acme");

    /** Creates the demo organization if there are no organizations; empty if there are only others. */
    static Optional<DemoOrganization> find(Organizations organizations, Tokens tokens, PublicUrls urls) {
        if (organizations.list().isEmpty()) {
            Organization made = organizations.create(SLUG, "Acme (demo)", Actor.system());
            SecretText token = tokens.issue(made.id(), "Demo", Actor.system()).secret();
            return Optional.of(new DemoOrganization(urls.of(SLUG), Optional.of(token)));
        }
        return organizations.find(SLUG).map(found -> new DemoOrganization(urls.of(found.slug()), Optional.empty()));
    }
}
