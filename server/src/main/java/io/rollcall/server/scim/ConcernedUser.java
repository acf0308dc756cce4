package io.rollcall.server.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.server.kernel.UserId;
import io.rollcall.server.scim.bulk.BulkOperation;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Target user of a refused request, as far as the request identifies one.
 *
 * @param id from the path
 * @param userName from the body
 */
record ConcernedUser(Optional<UserId> id, Optional<String> userName) {
    private static final String BODY = ConcernedUser.class.getName();
    private static final String USER_NAME = "userName";
    private static final Pattern USER_PATH = Pattern.compile("/*Users/([^/]+)/?");

    /** Stores the body of a request for the refusal log. */
    static void noteIn(ContainerRequestContext request, ObjectNode body) {
        request.setProperty(BODY, body);
    }

    static ConcernedUser of(ContainerRequestContext request) {
        Optional<ObjectNode> body =
                request.getProperty(BODY) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        return new ConcernedUser(id(request.getUriInfo().getPath()), body.flatMap(ConcernedUser::userName));
    }

    static ConcernedUser of(BulkOperation operation) {
        return new ConcernedUser(id(operation.path()), userName(operation.data()));
    }

    private static Optional<UserId> id(String path) {
        Matcher user = USER_PATH.matcher(path);
        return user.matches() ? UserId.parse(user.group(1)) : Optional.empty();
    }

    /** Tolerates malformed members, since the request may have been refused for them. */
    private static Optional<String> userName(JsonNode body) {
        return body.properties().stream()
                .filter(member -> member.getKey().equalsIgnoreCase(USER_NAME))
                .map(Map.Entry::getValue)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
    }
}
