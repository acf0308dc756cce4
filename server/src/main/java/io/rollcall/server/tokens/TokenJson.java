package io.rollcall.server.tokens;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.credentials.CredentialJson;
import io.rollcall.server.kernel.EnumName;
import java.time.Instant;

/** JSON form of tokens, for commands and the admin API. */
public final class TokenJson {
    private TokenJson() {}

    /** Returns a token without its secret. */
    public static ObjectNode of(Token token, Instant now) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", token.id())
                .put("name", token.name())
                .put("scope", EnumName.of(token.scope()));
        CredentialJson.add(json, token, now);
        token.lastSuccess().ifPresent(success -> json.put("lastSuccess", success.toString()));
        return json;
    }

    /** Returns a new token with its secret, which is shown once. */
    public static ObjectNode of(Token.Issued issued, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("token", of(issued.token(), now));
        return json.put("secret", issued.secret().reveal());
    }
}
