package io.rollcall.server.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.server.rehearsal.RunningStep.Skipped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Texts of requests that both suites send. */
final class ScimBodies {
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private ScimBodies() {}

    /** Returns a filter, percent-encoded. */
    static String filter(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns a text as JSON. */
    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Returns a PATCH body. @param operations as JSON, separated by commas */
    static String patch(String operations) {
        return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operations + "]}";
    }

    /** Ends a step of an organization without groups. */
    static void skipGroups() {
        throw new Skipped("Groups are off. Switch them on with 'rollcall organization groups on'.");
    }
}
