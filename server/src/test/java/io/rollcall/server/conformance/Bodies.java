package io.rollcall.server.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** The bodies that conformance tests send; JSON is written with single quotes. */
final class Bodies {
    static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    static final String ROLE = "urn:rollcall:params:scim:schemas:extension:role:2.0:User";
    static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private static final JsonMapper MAPPER = new JsonMapper();

    private Bodies() {}

    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    /** Returns the JSON of a table's cell. */
    static JsonNode node(String singleQuoted) {
        try {
            return MAPPER.readTree(json(singleQuoted));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** A name that nobody else has. */
    static String someName() {
        return "u" + UUID.randomUUID();
    }

    /** A User of that name, with more members where there are any. */
    static String user(String userName, String... members) {
        String more = members.length == 0 ? "" : "," + String.join(",", members);
        return json("{'schemas':['" + CORE + "'],'userName':'" + userName + "'" + more + "}");
    }

    static String patch(String... operations) {
        return json("{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':["
                + String.join(",", operations) + "]}");
    }

    static String search(String... members) {
        return json("{'schemas':['urn:ietf:params:scim:api:messages:2.0:SearchRequest']"
                + (members.length == 0 ? "" : "," + String.join(",", members)) + "}");
    }
}
