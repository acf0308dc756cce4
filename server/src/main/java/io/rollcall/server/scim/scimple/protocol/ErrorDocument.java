package io.rollcall.server.scim.scimple.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.Shortened;
import java.util.Optional;

/** Body of an error response (RFC 7644 section 3.12). */
public record ErrorDocument(int status, Optional<String> scimType, String detail) {
    private static final String URN = MessageUrn.ERROR;

    public ErrorDocument {
        detail = Shortened.of(detail);
    }

    public ObjectNode toJson() {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.putArray("schemas").add(URN);
        error.put("status", Integer.toString(status));
        scimType.ifPresent(type -> error.put("scimType", type));
        return error.put("detail", detail);
    }
}
