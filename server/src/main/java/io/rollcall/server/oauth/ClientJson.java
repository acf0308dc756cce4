package io.rollcall.server.oauth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.credentials.CredentialJson;
import io.rollcall.server.kernel.EnumName;
import java.time.Instant;
import java.util.List;

/** JSON form of OAuth clients, for commands and the admin API. */
public final class ClientJson {
    private ClientJson() {}

    /** Returns a client with its secrets, without their texts. */
    public static ObjectNode of(ClientWithSecrets listed, Instant now) {
        OAuthClient client = listed.client();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("clientId", client.clientId())
                .put("name", client.name())
                .put("scope", EnumName.of(client.scope()))
                .put("method", EnumName.of(client.method()))
                .put("state", client.revoked().isPresent() ? "revoked" : "active")
                .put("createdBy", client.creator().name())
                .put("created", client.created().toString());
        client.trust().ifPresent(trust -> add(json, trust));
        CredentialJson.addLastUse(json, client.lastUse());
        client.revoked().ifPresent(revoked -> json.put("revoked", revoked.toString()));
        if (client.method() == OAuthClient.Method.SECRET) {
            ArrayNode array = json.putArray("secrets");
            listed.secrets().forEach(secret -> array.add(of(secret, now)));
        }
        return json;
    }

    private static void add(ObjectNode json, AssertionTrust trust) {
        trust.identity().ifPresent(identity -> json.put("issuer", identity.issuer())
                .put("subject", identity.subject())
                .put("audience", identity.audience()));
        trust.keysUrl().ifPresent(url -> json.put("jwksUrl", url));
        trust.keys().ifPresent(keys -> json.put("jwks", keys));
    }

    /** Returns a secret without its text. */
    public static ObjectNode of(ClientSecret secret, Instant now) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", secret.id())
                .put("state", EnumName.of(secret.stateAt(now)))
                .put("createdBy", secret.creator().name())
                .put("created", secret.created().toString())
                .put("expires", secret.expires().toString())
                .put("nearExpiry", secret.isNearExpiryAt(now));
        CredentialJson.addLastUse(json, secret.lastUse());
        secret.revoked().ifPresent(revoked -> json.put("revoked", revoked.toString()));
        return json;
    }

    /** Returns a new secret with its text. */
    public static ObjectNode of(ClientSecret.Issued issued, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("secret", of(issued.secret(), now));
        return json.put("clientSecret", issued.text().reveal());
    }

    /** Returns a new client with what its identity provider needs. @param tokenUrl of its organization */
    public static ObjectNode of(OAuthClient.Issued issued, String tokenUrl, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        List<ClientSecret> secrets =
                issued.secret().map(ClientSecret.Issued::secret).stream().toList();
        json.set("client", of(new ClientWithSecrets(issued.client(), secrets), now));
        json.put("clientId", issued.client().clientId());
        issued.secret()
                .ifPresent(secret -> json.put("clientSecret", secret.text().reveal()));
        return json.put("tokenUrl", tokenUrl);
    }
}
