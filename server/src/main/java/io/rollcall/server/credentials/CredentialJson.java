package io.rollcall.server.credentials;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.EnumName;
import java.time.Instant;
import java.util.Optional;

/** JSON members that tokens and admin keys share; members without a value are left out. */
public final class CredentialJson {
    private CredentialJson() {}

    /** Adds the state at that time, the creator and all times. */
    public static ObjectNode add(ObjectNode json, Credential credential, Instant now) {
        json.put("state", EnumName.of(credential.stateAt(now)))
                .put("createdBy", credential.createdBy())
                .put("created", credential.created().toString())
                .put("nearExpiry", credential.isNearExpiryAt(now));
        put(json, "expires", credential.expires());
        addLastUse(json, credential.lastUse());
        credential.replacedBy().ifPresent(successor -> json.put("replacedBy", successor));
        put(json, "retires", credential.retires());
        put(json, "revoked", credential.revoked());
        return json;
    }

    /** Adds the time and address of the last use, if any. */
    public static void addLastUse(ObjectNode json, Optional<Credential.LastUse> lastUse) {
        lastUse.ifPresent(use ->
                json.putObject("lastUsed").put("time", use.at().toString()).put("address", use.address()));
    }

    private static void put(ObjectNode json, String member, Optional<Instant> time) {
        time.ifPresent(instant -> json.put(member, instant.toString()));
    }
}
