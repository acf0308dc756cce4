package io.rollcall.server.scim.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.scim.scimple.protocol.ScimMessage;
import io.rollcall.server.scim.scimple.protocol.ScimProblem;
import io.rollcall.server.scim.scimple.protocol.ScimProblem.Type;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One operation of a bulk request as the client wrote it (RFC 7644 section 3.7).
 *
 * @param method empty if the client sent none; likewise the path
 * @param bulkId reference by which other operations may name the resource that this one creates
 * @param version required version of the resource, as in If-Match
 * @param data a missing node if the client sent none
 */
public record BulkOperation(
        String method, String path, Optional<String> bulkId, Optional<String> version, JsonNode data) {

    static BulkOperation read(JsonNode written) {
        if (!(written instanceof ObjectNode object)) {
            throw new ScimProblem(Type.INVALID_SYNTAX, "each element of Operations must be an object.");
        }
        return new BulkOperation(
                text(object, "method").orElse(""),
                text(object, "path").orElse(""),
                text(object, "bulkId"),
                text(object, "version"),
                ScimMessage.find(object, "data"));
    }

    private static Optional<String> text(ObjectNode object, String name) {
        JsonNode value = ScimMessage.find(object, name);
        if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
            throw new ScimProblem(Type.INVALID_SYNTAX, name + " must be a text.");
        }
        return Optional.ofNullable(value.textValue()).filter(text -> !text.isEmpty());
    }

    /** Returns the same operation with different data. */
    BulkOperation with(JsonNode otherData) {
        return new BulkOperation(method, path, bulkId, version, otherData);
    }

    boolean isPost() {
        return method.equals("POST");
    }

    /** Returns the data. @throws ScimProblem if it is not an object */
    ObjectNode object() {
        if (data instanceof ObjectNode object) {
            return object;
        }
        throw new ScimProblem(
                Type.INVALID_SYNTAX, "data must be an object, like the body of a single " + method + " would be.");
    }

    /**
     * Path of an operation, relative to the base URL: {@code /Users}, or {@code /Users/} and an id.
     *
     * @param id may be a reference
     */
    record Path(String endpoint, Optional<String> id) {
        private static final Pattern PATH = Pattern.compile("/?([A-Za-z]+)(?:/([^/?#]+))?");

        static Optional<Path> read(String path) {
            Matcher parts = PATH.matcher(path);
            return parts.matches()
                    ? Optional.of(new Path(parts.group(1), Optional.ofNullable(parts.group(2))))
                    : Optional.empty();
        }
    }
}
