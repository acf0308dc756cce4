package io.rollcall.server.scim.oauth;

import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.oauth.AssertionTrust;
import io.rollcall.server.oauth.ClientSecret;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Caller of a server's token endpoint. */
record OAuthCaller(RunningServer server) {
    static final String CREDENTIALS = "client_credentials";

    /** Creates a client with a secret that may write. */
    OAuthClient.Issued create(TestOrganization organization) {
        return create(organization, Token.Scope.READ_WRITE);
    }

    OAuthClient.Issued create(TestOrganization organization, Token.Scope scope) {
        return server.component(OAuthClients.class)
                .create(
                        organization.id(),
                        new OAuthClient.Order("Entra", scope, Optional.empty()),
                        ClientSecret.MIN_DAYS,
                        Actor.operator());
    }

    /** Creates a client that authenticates with assertions of {@link TestIssuer}. */
    OAuthClient federated(TestOrganization organization, String subject, String keysUrl) {
        return federated(
                organization, new AssertionTrust.Identity(TestIssuer.ISSUER, subject, TestIssuer.AUDIENCE), keysUrl);
    }

    /** Creates a client that authenticates with assertions of an issuer. */
    OAuthClient federated(TestOrganization organization, AssertionTrust.Identity identity, String keysUrl) {
        OAuthClients clients = server.component(OAuthClients.class);
        return clients.create(
                        organization.id(),
                        new OAuthClient.Order(
                                "Entra", Token.Scope.READ_WRITE, Optional.of(clients.federated(identity, keysUrl))),
                        ClientSecret.MIN_DAYS,
                        Actor.operator())
                .client();
    }

    Response present(OAuthClient client, String assertion) {
        return post(form(client, assertion));
    }

    ScimClient http() {
        return new ScimClient("http://127.0.0.1:" + server.port(), "")
                .without("Authorization")
                .with("Accept", "application/json")
                .with("Content-Type", "application/x-www-form-urlencoded");
    }

    /** Calls the server by the name of an organization's host. */
    ScimClient at(String slug) {
        return http().with("Host", slug + "." + TestServer.BASE_DOMAIN);
    }

    /** Sends the secret in the form. */
    Response post(OAuthClient.Issued client) {
        return post(form(client));
    }

    Response post(Map<String, String> form) {
        return http().post("/oauth/token", encoded(form));
    }

    static Map<String, String> form(OAuthClient.Issued client) {
        return Map.of(
                "grant_type", CREDENTIALS, "client_id", client.client().clientId(), "client_secret", secret(client));
    }

    /** Returns the form of Microsoft's documentation. */
    static Map<String, String> form(OAuthClient client, String assertion) {
        return Map.of(
                "grant_type",
                CREDENTIALS,
                "client_id",
                client.clientId(),
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion,
                "scope",
                "scim");
    }

    static String secret(OAuthClient.Issued client) {
        return client.secret().orElseThrow().text().reveal();
    }

    static String basic(String id, String secret) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((ScimClient.encoded(id) + ":" + ScimClient.encoded(secret))
                                .getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + ScimClient.encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Calls SCIM with an access token. */
    ScimClient scim(Response granted) {
        return new ScimClient(TestServer.scimUrl(server), granted.text("/access_token"));
    }
}
