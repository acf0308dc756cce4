package io.rollcall.server.testing;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.kernel.OrganizationId;
import io.rollcall.server.organizations.Organization;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.organizations.Slug;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import java.util.UUID;

/** Organization of a single test, with a token. */
public record TestOrganization(Organization organization, Token.Issued issued) {

    public static TestOrganization create() {
        return create(TestServer.shared());
    }

    public static TestOrganization create(RunningServer server) {
        Slug slug = new Slug("t" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
        Organization made = server.component(Organizations.class).create(slug, "Test", Actor.system());
        return new TestOrganization(made, server.component(Tokens.class).issue(made.id(), "Test", Actor.system()));
    }

    /** Switches groups on. */
    public TestOrganization withGroups(RunningServer server) {
        server.component(Organizations.class).setGroupsEnabled(id(), true, Actor.system());
        return this;
    }

    /** Switches groups on, on the shared server. */
    public TestOrganization withGroups() {
        return withGroups(TestServer.shared());
    }

    public OrganizationId id() {
        return organization.id();
    }

    public String slug() {
        return organization.slug().value();
    }

    public String token() {
        return issued.secret().reveal();
    }

    /** Returns a client of the shared server with the organization's token. */
    public ScimClient client() {
        return client(TestServer.shared());
    }

    /** Returns a client of a server with the organization's token. */
    public ScimClient client(RunningServer server) {
        return new ScimClient(TestServer.scimUrl(server), token());
    }
}
