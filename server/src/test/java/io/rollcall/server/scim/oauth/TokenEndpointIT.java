package io.rollcall.server.scim.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.server.activity.Activity;
import io.rollcall.server.activity.ActivityEntry;
import io.rollcall.server.activity.ActivityKind;
import io.rollcall.server.activity.ActivityQuery;
import io.rollcall.server.entry.RunningServer;
import io.rollcall.server.kernel.Actor;
import io.rollcall.server.oauth.ClientSecrets;
import io.rollcall.server.oauth.OAuthClient;
import io.rollcall.server.oauth.OAuthClients;
import io.rollcall.server.organizations.Organizations;
import io.rollcall.server.testing.Eventually;
import io.rollcall.server.testing.ScimClient;
import io.rollcall.server.testing.ScimClient.Response;
import io.rollcall.server.testing.TestOrganization;
import io.rollcall.server.testing.TestServer;
import io.rollcall.server.tokens.Token;
import io.rollcall.server.tokens.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An OAuth client exchanges its secret for an access token, by the letter of RFC 6749. */
class TokenEndpointIT {
    private static final RunningServer SERVER = TestServer.shared();

    private final OAuthCaller caller = new OAuthCaller(SERVER);
    private final TestOrganization organization = TestOrganization.create();
    private final OAuthClient.Issued client = caller.create(organization);

    @Test
    void grantsATokenForASecretInTheForm() {
        Response granted = caller.post(client);

        assertThat(granted.status()).isEqualTo(200);
        assertThat(granted.text("/access_token")).startsWith("rollcall_at_");
        assertThat(granted.text("/token_type")).isEqualTo("Bearer");
        assertThat(granted.json().path("expires_in").asInt()).isEqualTo(3600);
        assertThat(granted.text("/scope")).isEqualTo("scim");
        assertThat(granted.header("Cache-Control")).isEqualTo("no-store");
        assertThat(granted.header("Content-Type")).startsWith("application/json");
        assertThat(caller.scim(granted).get("/Users").status()).isEqualTo(200);
    }

    @Test
    void grantsATokenForASecretInTheHeader() {
        Response granted = caller.http()
                .with("Authorization", OAuthCaller.basic(client.client().clientId(), OAuthCaller.secret(client)))
                .post("/oauth/token", "grant_type=client_credentials&scope=scim");

        assertThat(granted.status()).isEqualTo(200);
    }

    @Test
    void answersWithJsonWhateverTheRequestAccepts() {
        Response granted = caller.http()
                .with("Accept", "application/scim+json")
                .post("/oauth/token", OAuthCaller.encoded(OAuthCaller.form(client)));

        assertThat(granted.status()).isEqualTo(200);
        assertThat(granted.header("Content-Type")).startsWith("application/json");
    }

    @Test
    void decodesTheSecretInTheHeader() {
        String id = client.client().clientId();
        String escaped = OAuthCaller.secret(client).replace("_", "%5F");

        Response granted = caller.http()
                .with("Authorization", "Basic " + base64(id + ":" + escaped))
                .post("/oauth/token", "grant_type=client_credentials");

        assertThat(granted.status()).isEqualTo(200);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesAWrongSecret() {
        Map<String, String> form = changed("client_secret", OAuthCaller.secret(client) + "x");

        Response refused = caller.post(form);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/error")).isEqualTo("invalid_client");
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        assertThat(newest(ActivityKind.REQUEST_REFUSED)).isEqualTo("POST /oauth/token");
    }

    @Test
    void comparesTheClientIdExactly() {
        Response refused = caller.post(changed("client_id", client.client().clientId() + " "));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/error")).isEqualTo("invalid_client");
    }

    @Test
    void namesTheSchemeIfTheHeaderWasWrong() {
        Response refused = caller.http()
                .with("Authorization", OAuthCaller.basic(client.client().clientId(), "wrong"))
                .post("/oauth/token", "grant_type=client_credentials");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).startsWith("Basic ");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, , 400, invalid_request",
        "grant_type, password, 400, unsupported_grant_type",
        "grant_type, authorization_code, 400, unsupported_grant_type",
        "scope, admin, 400, invalid_scope",
        "client_id, , 400, invalid_request",
        "client_id, 0123456789abcdef0123456789abcdef, 401, invalid_client",
        "client_secret, , 401, invalid_client",
    })
    void answersWithTheErrorsOfTheStandard(String parameter, String value, int status, String error) {
        Response refused = caller.post(changed(parameter, value == null ? "" : value));

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.text("/error")).isEqualTo(error);
        assertThat(refused.text("/error_description")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope=scim&scope=scim", "client_assertion=x", "bad=%zz"})
    void refusesAmbiguousForms(String more) {
        Response refused =
                caller.http().post("/oauth/token", OAuthCaller.encoded(OAuthCaller.form(client)) + "&" + more);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error")).isEqualTo("invalid_request");
    }

    @Test
    void refusesTwoWaysOfAuthenticationAtOnce() {
        Response refused = caller.http()
                .with("Authorization", OAuthCaller.basic(client.client().clientId(), OAuthCaller.secret(client)))
                .post("/oauth/token", OAuthCaller.encoded(OAuthCaller.form(client)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error")).isEqualTo("invalid_request");
    }

    @Test
    void refusesBodiesThatAreNoForm() {
        Response refused =
                caller.http().with("Content-Type", "application/json").post("/oauth/token", "{}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error")).isEqualTo("invalid_request");
    }

    @Test
    void refusesParametersInTheUrl() {
        Response refused = caller.http().post("/oauth/token?scope=scim", OAuthCaller.encoded(OAuthCaller.form(client)));

        assertThat(refused.text("/error")).isEqualTo("invalid_request");
    }

    @Test
    void refusesLargeBodies() {
        Response refused = caller.http().post("/oauth/token", "a=" + "b".repeat(70_000));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text("/error")).isEqualTo("invalid_request");
    }

    @Test
    void allowsPostOnly() {
        Response refused = caller.http().get("/oauth/token");

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).contains("POST");
        assertThat(refused.text("/error")).isEqualTo("invalid_request");
    }

    @Test
    void grantsAReadOnlyTokenThatCannotWrite() {
        Response granted = caller.post(changed("scope", "scim.read"));

        assertThat(granted.text("/scope")).isEqualTo("scim.read");
        assertThat(caller.scim(granted).get("/Users").status()).isEqualTo(200);
        assertThat(caller.scim(granted).post("/Users", "{}").status()).isEqualTo(403);
    }

    @Test
    void refusesToGrantMoreThanTheClientHas() {
        OAuthClient.Issued reader = caller.create(organization, Token.Scope.READ_ONLY);
        Map<String, String> form = new HashMap<>(OAuthCaller.form(reader));

        assertThat(caller.post(form).text("/scope")).isEqualTo("scim.read");
        form.put("scope", "scim");
        assertThat(caller.post(form).text("/error")).isEqualTo("invalid_scope");
    }

    @Test
    void revokesTheTokensOfASecretWithinASecondOnEveryServer() {
        ScimClient here = caller.scim(caller.post(client));
        ScimClient elsewhere = new ScimClient(TestServer.scimUrl(TestServer.second()), tokenOf(caller.post(client)));
        assertThat(here.get("/Users").status()).isEqualTo(200);
        assertThat(elsewhere.get("/Users").status()).isEqualTo(200);

        SERVER.component(ClientSecrets.class)
                .revoke(
                        organization.id(),
                        client.client().clientId(),
                        client.secret().orElseThrow().secret().id(),
                        Actor.operator());

        assertThat(here.get("/Users").status()).isEqualTo(401);
        assertThat(Eventually.withinASecond(() -> elsewhere.get("/Users").status(), status -> status == 401))
                .isEqualTo(401);
        assertThat(caller.post(client).text("/error")).isEqualTo("invalid_client");
    }

    private static String tokenOf(Response granted) {
        return granted.text("/access_token");
    }

    @Test
    void revokesTheTokensOfAClient() {
        ScimClient scim = caller.scim(caller.post(client));

        SERVER.component(OAuthClients.class)
                .revoke(organization.id(), client.client().clientId(), Actor.operator());

        assertThat(scim.get("/Users").status()).isEqualTo(401);
        assertThat(caller.post(client).status()).isEqualTo(401);
    }

    @Test
    void grantsNoTokenToASuspendedOrganization() {
        SERVER.component(Organizations.class).suspend(organization.id(), Actor.operator());

        Response refused = caller.post(client);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/error")).isEqualTo("unauthorized_client");
    }

    @Test
    void keepsAccessTokensOutOfTheListOfTokens() {
        caller.post(client);

        assertThat(SERVER.component(Tokens.class).list(organization.id()))
                .extracting(Token::id)
                .containsExactly(organization.issued().token().id());
        assertThat(newest(ActivityKind.ACCESS_TOKEN_ISSUED)).isEqualTo("Entra");
    }

    @Test
    void refusesStaticTokensIfTheOrganizationHasSwitchedThemOff() {
        ScimClient scim = caller.scim(caller.post(client));
        SERVER.component(Organizations.class).setStaticTokens(organization.id(), false, Actor.operator());

        Response refused = organization.client().get("/Users");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/detail")).contains("does not accept static tokens");
        assertThat(scim.get("/Users").status()).isEqualTo(200);
    }

    @Test
    void describesItself() {
        Response metadata = caller.http().get("/.well-known/oauth-authorization-server");

        String issuer = "http://127.0.0.1:" + SERVER.port();
        assertThat(metadata.status()).isEqualTo(200);
        assertThat(metadata.text("/issuer")).isEqualTo(issuer);
        assertThat(metadata.text("/token_endpoint")).isEqualTo(issuer + "/oauth/token");
        assertThat(metadata.json().path("grant_types_supported")).hasSize(1);
        assertThat(metadata.json().path("token_endpoint_auth_methods_supported"))
                .extracting(method -> method.asText())
                .containsExactly("client_secret_basic", "client_secret_post", "private_key_jwt");
        assertThat(caller.http().get("/.well-known/jwks.json").status()).isEqualTo(200);
    }

    @Test
    void servesTheHostOfTheClientsOrganizationOnly() {
        String form = OAuthCaller.encoded(OAuthCaller.form(client));
        ScimClient own = caller.at(organization.slug());
        String issuer = "https://" + organization.slug() + "." + TestServer.BASE_DOMAIN;

        assertThat(own.post("/oauth/token", form).status()).isEqualTo(200);
        assertThat(own.get("/.well-known/oauth-authorization-server").text("/token_endpoint"))
                .isEqualTo(issuer + "/oauth/token");
        Response foreign = caller.at(TestOrganization.create().slug()).post("/oauth/token", form);
        assertThat(foreign.status()).isEqualTo(401);
        assertThat(foreign.text("/error")).isEqualTo("invalid_client");
        assertThat(caller.http()
                        .with("Host", TestServer.BASE_DOMAIN)
                        .post("/oauth/token", form)
                        .status())
                .isEqualTo(404);
    }

    private Map<String, String> changed(String parameter, String value) {
        Map<String, String> form = new HashMap<>(OAuthCaller.form(client));
        form.put(parameter, value);
        return form;
    }

    private String newest(ActivityKind kind) {
        return SERVER.component(Activity.class).list(organization.id(), ActivityQuery.newest(50)).stream()
                .filter(entry -> entry.kind() == kind)
                .findFirst()
                .map(ActivityEntry::subject)
                .orElse("");
    }
}
